/**
 * Compares everything that is stored twice: documents with the indexes made from them, with the words in the search
 * indexes, and scheduled functions with their jobs. It recomputes and looks, and repairs nothing.
 */
import { SCHEDULED, type SearchIndex, type Table } from "./catalog";
import { checkAgainstSchema, indexKey, parseDocument } from "./documents";
import { runAside, type Sql } from "./driver";
import type { Engine } from "./engine";
import { tableNumberOf } from "./ids";
import { BEFORE_EVERYTHING } from "./keys";
import { measureDocument } from "./limits";
import { Pace } from "./pace";
import { indexedText } from "./terms";
import { batchesOf, withView, type DocumentRow, type View } from "./view";

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

/** Looks at one moment of the store, in slices; a store in a file goes on serving meanwhile. */
export async function verify(engine: Engine): Promise<Verification> {
  const { path } = engine.env.db;
  const file = "PRAGMA integrity_check";
  return withView(engine, async (view) => {
    const integrity = path === ":memory:" ? view.db.sql(file).all() : await runAside(path, file);
    return verifyView(view, problemsOf(integrity));
  });
}

/** What `PRAGMA integrity_check` and `quick_check` found. */
export function problemsOf(rows: Record<string, unknown>[]): string[] {
  return rows.map((row) => String(Object.values(row)[0])).filter((problem) => problem !== "ok");
}

async function verifyView(view: View, problems: string[]): Promise<Verification> {
  const disagreements: Disagreement[] = [];
  let documents = 0;
  for (const problem of problems) disagreements.push({ table: "", where: "file", id: null, problem });
  for (const table of view.catalog.tables) {
    const report: Report = (where, id, problem) => {
      if (disagreements.length < MOST_REPORTED) disagreements.push({ table: table.name, where, id, problem });
    };
    const count = await verifyDocuments(view, table, report);
    documents += count;
    await verifyCounts(view, table, count, report);
    for (const index of table.searches.values()) await verifySearch(view, table, index, report);
  }
  await verifyJobs(view, (where, id, problem) =>
    disagreements.push({ table: SCHEDULED, where, id, problem }),
  );
  return { ok: disagreements.length === 0, documents, disagreements };
}

async function verifyDocuments(view: View, table: Table, report: Report): Promise<number> {
  const pace = new Pace();
  let count = 0;
  for (const rows of batchesOf(view.db, table)) {
    for (const row of rows) verifyDocument(view, table, row, report);
    count += rows.length;
    await pace.turnIfDue();
  }
  return count;
}

/** One document, and that every index has it under the right key. */
export function verifyDocument(view: View, table: Table, row: DocumentRow, report: Report): void {
  const document = parseDocument(row.doc);
  if (document._id !== row.id) report("documents", row.id, `holds the ID ${String(document._id)}`);
  if (tableNumberOf(row.id) !== table.number) report("documents", row.id, "has an ID of another table");
  if (!isKeyOf(row.pk, document._creationTime as number, table))
    report("documents", row.id, "is stored under another creation time");
  if (measureDocument(document, table.name) !== row.size) report("documents", row.id, "has another size");
  const wrong = checkAgainstSchema(view, table, document);
  if (wrong !== null) report("documents", row.id, wrong);
  for (const index of table.indexes.values()) {
    const found = view.db
      .sql(`SELECT 1 AS found FROM ${index.sql} WHERE key = ? AND pk = ?`)
      .get(indexKey(index, document), row.pk);
    if (found === undefined) report(index.name, row.id, "is missing, or under another key");
  }
}

function isKeyOf(pk: number, time: number, { drift }: Table): boolean {
  if (pk / 1000 === time) return true;
  const ahead = pk - Math.floor(time * 1000);
  return ahead >= 0 && ahead <= drift;
}

/** With every document in its place, an equal count means that nothing else is in the index. */
async function verifyCounts({ db }: View, table: Table, documents: number, report: Report): Promise<void> {
  for (const index of table.indexes.values()) {
    const entries = await countEntries(db, index.sql);
    if (entries !== documents) report(index.name, null, `has ${entries} entries for ${documents} documents`);
  }
}

const COUNTED_AT_ONCE = 5_000;

async function countEntries(db: Sql, index: string): Promise<number> {
  const pace = new Pace();
  const step = db.sql(
    `SELECT key, pk FROM ${index} WHERE (key, pk) > (?, ?) ORDER BY key, pk LIMIT 1 OFFSET ${COUNTED_AT_ONCE - 1}`,
  );
  let count = 0;
  for (let last = { key: BEFORE_EVERYTHING, pk: -1 }; ; count += COUNTED_AT_ONCE) {
    const row = step.get(last.key, last.pk);
    if (row === undefined) {
      const rest = db.sql(`SELECT count(*) AS count FROM ${index} WHERE (key, pk) > (?, ?)`);
      return count + (rest.get(last.key, last.pk)!.count as number);
    }
    last = row as unknown as typeof last;
    await pace.turnIfDue();
  }
}

/**
 * The index keeps no text, so both sides are summed up: per document, a hash of each of its words. The sum does not
 * depend on the order in which words and documents come.
 */
async function verifySearch(view: View, table: Table, index: SearchIndex, report: Report): Promise<void> {
  const pace = new Pace();
  const found = await sumsOfWords(view.db, index);
  for (const rows of batchesOf(view.db, table)) {
    for (const row of rows) {
      const text = indexedText(index, parseDocument(row.doc));
      const expected = text === "" ? undefined : text.split(" ").reduce<number | undefined>(add, undefined);
      if (expected !== found.get(row.pk)) report(index.name, row.id, "is indexed under other words");
      found.delete(row.pk);
    }
    await pace.turnIfDue();
  }
  for (const pk of found.keys())
    report(index.name, null, `has words of a document that is not there (created ${pk / 1000})`);
}

async function sumsOfWords(db: Sql, { sql }: SearchIndex): Promise<Map<number, number>> {
  const pace = new Pace();
  const found = new Map<number, number>();
  const view = `words_of_${sql}`;
  db.exec(`CREATE VIRTUAL TABLE temp.${view} USING fts5vocab(main, ${sql}, 'instance')`);
  try {
    let words = 0;
    for (const { term, doc } of db.sql(`SELECT term, doc FROM temp.${view}`).iterate()) {
      found.set(doc as number, add(found.get(doc as number), term as string));
      if (++words % COUNTED_AT_ONCE === 0) await pace.turnIfDue();
    }
  } finally {
    db.forgetStatements();
    db.exec(`DROP TABLE temp.${view}`);
  }
  return found;
}

/** FNV-1a of the word, added up without overflow. */
function add(sum: number | undefined, word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return ((sum ?? 0) + (hash >>> 0) + 1) % Number.MAX_SAFE_INTEGER;
}

async function verifyJobs({ db, catalog }: View, report: Report): Promise<void> {
  const pace = new Pace();
  const table = catalog.table(SCHEDULED);
  const expectedKind: Record<string, string> = { pending: "pending", inProgress: "running" };
  for (const rows of batchesOf(db, table)) {
    for (const row of rows) {
      const { state } = parseDocument(row.doc) as { state: { kind: string } };
      const job = db.sql("SELECT kind FROM jobs WHERE pk = ?").get(row.pk);
      const expected = expectedKind[state.kind] ?? "expiring";
      if (job?.kind !== expected)
        report("jobs", row.id, `is ${state.kind}, its job is ${String(job?.kind ?? "missing")}`);
    }
    await pace.turnIfDue();
  }
  const orphans = db.sql(`SELECT pk FROM jobs WHERE pk NOT IN (SELECT pk FROM ${table.sql})`).all();
  for (const { pk } of orphans) report("jobs", null, `job ${String(pk)} has no scheduled function`);
}
