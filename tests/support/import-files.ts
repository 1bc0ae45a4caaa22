import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ConvexCaller } from "../../server/convex-client";
import { api } from "../../server/convex/_generated/api";
import { ProgressMeter } from "../../server/import/progress";
import { type ImportFiles, runImport } from "../../server/import/run-import";
import type { ImportProgress } from "../../shared/imports-api";

/** The sample that ships with Tandem, and what joining it must give. */
export const haff = (name: string) => join(import.meta.dirname, "../../samples/haff", name);
export const haffFile = (name: string) => ({ path: haff(name), name });

export type Row = { userId: string | null; contactId: string | null; state: string; reason: string };

export async function expectedRows(): Promise<Row[]> {
  const text = await readFile(haff("expected.jsonl"), "utf8");
  return sorted(
    text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Row),
  );
}

/** Every row of the join, in a fixed order. */
export async function allRows(convex: ConvexCaller): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const page: { rows: Row[]; nextCursor: string | null } = await convex.query(api.links.exportPage, {
      states: [],
      cursor,
      limit: 1000,
    });
    rows.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return sorted(rows);
}

const sorted = (rows: Row[]) =>
  rows
    .map(({ userId, contactId, state, reason }) => ({ userId, contactId, state, reason }))
    .sort((a, b) => keyOf(a).localeCompare(keyOf(b), "en"));
const keyOf = ({ userId, contactId }: Row) => `${userId ?? ""} ${contactId ?? ""}`;

/** Imports and answers how it went. */
export async function importFiles(
  convex: ConvexCaller,
  files: Partial<ImportFiles>,
): Promise<ImportProgress> {
  const meter = new ProgressMeter();
  await runImport({ convex, files: { snapshot: null, contacts: null, ...files }, meter });
  return meter.read();
}
