/**
 * Walks an index range in either direction. Rows are read ahead in growing chunks, each continuing behind the last row
 * handed out: no SQLite cursor stays open between calls, so writes of the same function are seen, as Convex promises.
 */
import type { Table } from "./catalog";
import { fieldsOf, type Content } from "./content";
import { indexKey, readDocumentAt, type Environment } from "./documents";
import { BEFORE_EVERY_PK, meetsConditions, type Position, type Range } from "./ranges";
import type { Directions } from "./statements";

export interface ScannedRow {
  position: Position;
  content: Content;
}

export type Order = "asc" | "desc";

/** A source of rows; `next` gives null at the end. */
export interface RowSource {
  next(): ScannedRow | null;
}

const FIRST_CHUNK = 16;
/** So few rows are found in the index alone, and their documents read one by one: most are in the cache. */
const FEW = 100;
const LARGEST_CHUNK = 1024;

/** A row as SQLite gave it: of an index alone, only where the document is. */
interface FoundRow {
  pk: number;
  /** Of scans by ID. */
  id?: string;
  size?: number;
  doc?: string;
}

interface ReadRow extends Pick<FoundRow, "pk" | "id"> {
  content: Content;
}

/** Where a row is. Few of these are asked for their key, and making it costs less than reading it with every row. */
class PlaceOfRow implements Position {
  constructor(
    readonly via: Range["via"],
    readonly row: ReadRow,
  ) {}

  get pk(): number {
    return this.row.pk;
  }

  get key(): Uint8Array | string {
    if (this.via.kind === "time") return "";
    return this.via.kind === "id" ? this.row.id! : indexKey(this.via.index, fieldsOf(this.row.content));
  }
}

export class Scan implements RowSource {
  #low: Position;
  #high: Position;
  #chunk: FoundRow[] = [];
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
  }

  next(): ScannedRow | null {
    for (;;) {
      const row = this.#nextRead();
      if (row === null) return null;
      const position = new PlaceOfRow(this.range.via, row);
      if (this.order === "asc") this.#low = position;
      else this.#high = position;
      const { content } = row;
      if (this.range.conditions.length > 0 && !meetsConditions(this.range, fieldsOf(content))) continue;
      return { position, content };
    }
  }

  #nextRead(): ReadRow | null {
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
    const row = this.#chunk[this.#at++];
    if (row === undefined) return null;
    const { pk, id, size, doc } = row;
    if (size !== undefined && doc !== undefined) return { pk, id: id!, content: { size, text: doc } };
    return { pk, content: readDocumentAt(this.env, this.table, pk) };
  }

  #read(): void {
    const rows = this.#ask();
    this.#chunk = rows;
    this.#at = 0;
    this.#exhausted = rows.length < this.#size;
    this.#size = Math.min(this.#size * 4, LARGEST_CHUNK);
  }

  #ask(): FoundRow[] {
    const { via } = this.range;
    const { statements } = this.table;
    const [low, high, size] = [this.#low, this.#high, this.#size];
    const ask = (sql: Directions, ...values: (Uint8Array | string | number)[]) =>
      this.env.db.sql(sql[this.order]).all(...values, size) as unknown as FoundRow[];
    if (via.kind === "time") return ask(statements.byTime, low.pk, high.pk);
    if (via.kind === "id") return ask(statements.byId, low.key, high.key);
    const { find, scan } = via.index.statements;
    const isWhole = low.pk === BEFORE_EVERY_PK && high.pk === BEFORE_EVERY_PK;
    if (size <= FEW && isWhole) return ask(find, low.key, high.key);
    return ask(scan, low.key, low.pk, high.key, high.pk);
  }
}
