/**
 * Walks an index range in either direction. Rows are read ahead in growing chunks, each continuing behind the last row
 * handed out: no SQLite cursor stays open between calls, so writes of the same function are seen, as Convex promises.
 */
import type { Table } from "./catalog";
import { indexKey, parseDocument, type Environment } from "./documents";
import { meetsConditions, type Position, type Range } from "./ranges";

export interface ScannedRow {
  position: Position;
  size: number;
  text: string;
}

export type Order = "asc" | "desc";

/** A source of rows; `next` gives null at the end. */
export interface RowSource {
  next(): ScannedRow | null;
}

const FIRST_CHUNK = 16;
const LARGEST_CHUNK = 1024;

interface RawRow {
  pk: number;
  /** Of scans by ID. */
  id: string;
  size: number;
  doc: string;
}

/** Where a row is. Few of these are asked for their key, and making it costs less than reading it with every row. */
class PlaceOfRow implements Position {
  constructor(
    readonly via: Range["via"],
    readonly row: RawRow,
  ) {}

  get pk(): number {
    return this.row.pk;
  }

  get key(): Uint8Array | string {
    if (this.via.kind === "time") return "";
    return this.via.kind === "id" ? this.row.id : indexKey(this.via.index, parseDocument(this.row.doc));
  }
}

export class Scan implements RowSource {
  readonly #statement: string;
  readonly #parameters: (low: Position, high: Position) => (Uint8Array | string | number)[];
  #low: Position;
  #high: Position;
  #chunk: RawRow[] = [];
  #at = 0;
  #size: number;
  #exhausted = false;
  #writes: number;

  constructor(
    readonly env: Environment,
    readonly table: Table,
    readonly range: Range,
    readonly order: Order,
    expected?: number,
  ) {
    this.#low = range.low;
    this.#high = range.high;
    this.#size = Math.max(1, Math.min(expected ?? FIRST_CHUNK, LARGEST_CHUNK));
    this.#writes = env.writes;
    this.#statement = statementFor(table, range, order);
    this.#parameters = parametersFor(range);
  }

  next(): ScannedRow | null {
    for (;;) {
      const row = this.#nextRaw();
      if (row === null) return null;
      const position = new PlaceOfRow(this.range.via, row);
      if (this.order === "asc") this.#low = position;
      else this.#high = position;
      if (this.range.conditions.length > 0 && !meetsConditions(this.range, parseDocument(row.doc))) continue;
      return { position, size: row.size, text: row.doc };
    }
  }

  #nextRaw(): RawRow | null {
    if (this.#writes !== this.env.writes) {
      this.#writes = this.env.writes;
      this.#chunk = [];
      this.#at = 0;
      this.#exhausted = false;
    }
    if (this.#at === this.#chunk.length) {
      if (this.#exhausted) return null;
      this.#read();
    }
    return this.#chunk[this.#at++] ?? null;
  }

  #read(): void {
    const rows = this.env.db.sql(this.#statement).all(...this.#parameters(this.#low, this.#high), this.#size);
    this.#chunk = rows as unknown as RawRow[];
    this.#at = 0;
    this.#exhausted = rows.length < this.#size;
    this.#size = Math.min(this.#size * 4, LARGEST_CHUNK);
  }
}

function statementFor({ statements }: Table, { via }: Range, order: Order): string {
  switch (via.kind) {
    case "time":
      return statements.byTime[order];
    case "id":
      return statements.byId[order];
    case "index":
      return via.index.statements.scan[order];
  }
}

function parametersFor(range: Range): (low: Position, high: Position) => (Uint8Array | string | number)[] {
  switch (range.via.kind) {
    case "time":
      return (low, high) => [low.pk, high.pk];
    case "id":
      return (low, high) => [low.key, high.key];
    case "index":
      return (low, high) => [low.key, low.pk, high.key, high.pk];
  }
}
