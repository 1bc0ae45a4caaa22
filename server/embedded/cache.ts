/**
 * Documents as they were last read or written, so that most reads need no SQLite: the one connection that writes is also
 * the one that reads, hence what it wrote is what there is. What a transaction wrote leaves the cache when it is taken
 * back. Two generations stand for "used lately": what the younger one no longer holds was not asked for since.
 */
import type { Table } from "./catalog";
import type { Content } from "./content";

export interface StoredDocument extends Content {
  pk: number;
  id: string;
}

/** Of a generation, in characters of text. With what was parsed, a cache takes up to some ten times as many bytes. */
const LARGEST_GENERATION = 8_000_000;

class Generation {
  readonly byId = new Map<string, StoredDocument>();
  readonly byPk = new Map<Table, Map<number, StoredDocument>>();
  length = 0;

  at(table: Table, pk: number): StoredDocument | undefined {
    return this.byPk.get(table)?.get(pk);
  }

  put(table: Table, document: StoredDocument): void {
    let ofTable = this.byPk.get(table);
    if (ofTable === undefined) this.byPk.set(table, (ofTable = new Map()));
    this.drop(table, document.id);
    this.byId.set(document.id, document);
    ofTable.set(document.pk, document);
    this.length += document.text.length;
  }

  drop(table: Table, id: string): void {
    const document = this.byId.get(id);
    if (document === undefined) return;
    this.byId.delete(id);
    this.byPk.get(table)?.delete(document.pk);
    this.length -= document.text.length;
  }
}

export class DocumentCache {
  #young = new Generation();
  #old = new Generation();
  /** What the open transaction has written. */
  #written: { table: Table; id: string }[] = [];

  get(table: Table, id: string): StoredDocument | undefined {
    return this.#young.byId.get(id) ?? this.#kept(table, this.#old.byId.get(id));
  }

  at(table: Table, pk: number): StoredDocument | undefined {
    return this.#young.at(table, pk) ?? this.#kept(table, this.#old.at(table, pk));
  }

  #kept(table: Table, document: StoredDocument | undefined): StoredDocument | undefined {
    if (document !== undefined) this.put(table, document);
    return document;
  }

  /** What was read. */
  put(table: Table, document: StoredDocument): void {
    if (this.#young.length > LARGEST_GENERATION) {
      this.#old = this.#young;
      this.#young = new Generation();
    }
    this.#young.put(table, document);
  }

  /** What was written. */
  write(table: Table, document: StoredDocument): void {
    this.#written.push({ table, id: document.id });
    this.#old.drop(table, document.id);
    this.put(table, document);
  }

  remove(table: Table, id: string): void {
    this.#written.push({ table, id });
    this.#drop(table, id);
  }

  #drop(table: Table, id: string): void {
    this.#young.drop(table, id);
    this.#old.drop(table, id);
  }

  /** How much has been written at a savepoint. */
  mark(): number {
    return this.#written.length;
  }

  /** Along with the database's own `ROLLBACK TO`. */
  backTo(mark: number): void {
    for (const { table, id } of this.#written.splice(mark)) this.#drop(table, id);
  }

  /** At the beginning of each transaction: what was written before stays. */
  begin(): void {
    this.#written = [];
  }

  /** For what changes the database past this cache. */
  clear(): void {
    this.#young = new Generation();
    this.#old = new Generation();
  }
}
