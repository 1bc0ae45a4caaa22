/**
 * Compares everything that is stored twice: documents with the indexes made from them, with the words in the search
 * indexes, and scheduled functions with their jobs. It recomputes and looks, and repairs nothing.
 */
import { SCHEDULED, type Table } from "./catalog";
import { checkAgainstSchema, indexKey, parseDocument, type Environment } from "./documents";
import { tableNumberOf } from "./ids";
import { measureDocument } from "./limits";
import { indexedText } from "./terms";
import type { JsonObject } from "./values";

interface Disagreement {
  table: string;
  /** The index, "documents" or "jobs". */
  where: string;
  /** The document, if it is known which. */
  id: string | null;
  problem: string;
}

export interface Verification {
  ok: boolean;
  documents: number;
  disagreements: Disagreement[];
}

type Report = (where: string, id: string | null, problem: string) => void;

/** More would only repeat the same cause. */
const MOST_REPORTED = 1_000;
const BATCH = 500;

export function verify(env: Environment): Verification {
  const disagreements: Disagreement[] = [];
  let documents = 0;
  const integrity = env.db.sql("PRAGMA integrity_check").all();
  for (const row of integrity) {
    const problem = String(Object.values(row)[0]);
    if (problem !== "ok") disagreements.push({ table: "", where: "file", id: null, problem });
  }
  for (const table of env.catalog.tables) {
    const report: Report = (where, id, problem) => {
      if (disagreements.length < MOST_REPORTED) disagreements.push({ table: table.name, where, id, problem });
    };
    documents += verifyDocuments(env, table, report);
    verifyCounts(env, table, report);
    for (const index of table.searches.values()) verifySearch(env, table, index.name, report);
  }
  verifyJobs(env, (where, id, problem) => disagreements.push({ table: SCHEDULED, where, id, problem }));
  return { ok: disagreements.length === 0, documents, disagreements };
}

interface DocumentRow {
  pk: number;
  id: string;
  size: number;
  doc: string;
}

function* rowsOf(env: Environment, table: Table): Generator<DocumentRow> {
  let last = -1;
  for (;;) {
    const rows = env.db
      .sql(`SELECT pk, id, size, doc FROM ${table.sql} WHERE pk > ? ORDER BY pk LIMIT ${BATCH}`)
      .all(last) as unknown as DocumentRow[];
    yield* rows;
    if (rows.length < BATCH) return;
    last = rows.at(-1)!.pk;
  }
}

function verifyDocuments(env: Environment, table: Table, report: Report): number {
  let count = 0;
  for (const row of rowsOf(env, table)) {
    count += 1;
    const document = parseDocument(row.doc);
    if (document._id !== row.id) report("documents", row.id, `holds the ID ${String(document._id)}`);
    if (tableNumberOf(row.id) !== table.number) report("documents", row.id, "has an ID of another table");
    if (document._creationTime !== row.pk / 1000)
      report("documents", row.id, "is stored under another creation time");
    if (measureDocument(document, table.name) !== row.size) report("documents", row.id, "has another size");
    const wrong = checkAgainstSchema(env, table, document);
    if (wrong !== null) report("documents", row.id, wrong);
    verifyKeys(env, table, row.pk, document, report);
  }
  return count;
}

function verifyKeys(env: Environment, table: Table, pk: number, document: JsonObject, report: Report): void {
  for (const index of table.indexes.values()) {
    const found = env.db
      .sql(`SELECT 1 AS found FROM ${index.sql} WHERE key = ? AND pk = ?`)
      .get(indexKey(index, document), pk);
    if (found === undefined) report(index.name, String(document._id), "is missing, or under another key");
  }
}

/** With every document in its place, an equal count means that nothing else is in the index. */
function verifyCounts(env: Environment, table: Table, report: Report): void {
  const count = (sql: string) => env.db.sql(`SELECT count(*) AS count FROM ${sql}`).get()!.count as number;
  const documents = count(table.sql);
  for (const index of table.indexes.values()) {
    const entries = count(index.sql);
    if (entries !== documents) report(index.name, null, `has ${entries} entries for ${documents} documents`);
  }
}

/**
 * The index keeps no text, so both sides are summed up: per document, a hash of each of its words. The sum does not
 * depend on the order in which words and documents come.
 */
function verifySearch(env: Environment, table: Table, name: string, report: Report): void {
  const index = table.searches.get(name)!;
  const found = new Map<number, number>();
  const view = `words_of_${index.sql}`;
  env.db.exec(`CREATE VIRTUAL TABLE temp.${view} USING fts5vocab(main, ${index.sql}, 'instance')`);
  try {
    for (const { term, doc } of env.db.sql(`SELECT term, doc FROM temp.${view}`).iterate()) {
      found.set(doc as number, add(found.get(doc as number), term as string));
    }
  } finally {
    env.db.forgetStatements();
    env.db.exec(`DROP TABLE temp.${view}`);
  }
  for (const row of rowsOf(env, table)) {
    const text = indexedText(index, parseDocument(row.doc));
    const expected = text === "" ? undefined : text.split(" ").reduce<number | undefined>(add, undefined);
    if (expected !== found.get(row.pk)) report(name, row.id, "is indexed under other words");
    found.delete(row.pk);
  }
  for (const pk of found.keys())
    report(name, null, `has words of a document that is not there (created ${pk / 1000})`);
}

/** FNV-1a of the word, added up without overflow. */
function add(sum: number | undefined, word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return ((sum ?? 0) + (hash >>> 0) + 1) % Number.MAX_SAFE_INTEGER;
}

function verifyJobs(env: Environment, report: Report): void {
  const table = env.catalog.table(SCHEDULED);
  const expectedKind: Record<string, string> = { pending: "pending", inProgress: "running" };
  for (const row of rowsOf(env, table)) {
    const { state } = parseDocument(row.doc) as { state: { kind: string } };
    const job = env.db.sql("SELECT kind FROM jobs WHERE pk = ?").get(row.pk);
    const expected = expectedKind[state.kind] ?? "expiring";
    if (job?.kind !== expected)
      report("jobs", row.id, `is ${state.kind}, its job is ${String(job?.kind ?? "missing")}`);
  }
  const orphans = env.db.sql(`SELECT pk FROM jobs WHERE pk NOT IN (SELECT pk FROM ${table.sql})`).all();
  for (const { pk } of orphans) report("jobs", null, `job ${String(pk)} has no scheduled function`);
}
