import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { type BackendContact, type JsonObject, parseContact } from "../../shared/backend-api";
import { readCsv } from "./csv";
import { type Line, readLines } from "./lines";
import { ImportError, type Reading, describeIssues, parseJsonLine, toItsEnd } from "./reading";

/** A contact as `api.imports.contacts` takes it. */
export type ContactImport = Omit<BackendContact, "id" | "raw" | "name"> & { crmId: string; name?: string };

/** The columns of the CRM's CSV export and the fields they are. Others are left behind. */
const COLUMNS: Record<string, string> = {
  "record id": "id",
  "first name": "firstName",
  "last name": "lastName",
  email: "email",
  "phone number": "phone",
  "company name": "company",
  status: "status",
  "convex user id": "convexUserId",
  "frontend user id": "frontendUserId",
  "create date": "createdAt",
  "last modified date": "updatedAt",
};

/**
 * Opens an export of contacts, JSON lines or CSV: its first line tells. `read` streams it. Rejects with an
 * `ImportError` when there is no such file.
 */
export async function openContacts(path: string, name: string) {
  const { size } = await stat(path).catch(() => {
    throw new ImportError(`${name} does not exist or cannot be read.`);
  });
  return {
    bytes: size,
    async *read(onBytes: (count: number) => void): AsyncGenerator<Reading<ContactImport>> {
      const lines = readLines(toItsEnd(createReadStream(path)), onBytes);
      const first = await lines.next();
      if (first.done) return;
      const isJson = "text" in first.value && first.value.text.trimStart().startsWith("{");
      const all = startingWith(first.value, lines);
      yield* isJson ? jsonContacts(all) : csvContacts(all, first.value, name);
    },
  };
}

async function* startingWith(first: Line, rest: AsyncIterable<Line>): AsyncGenerator<Line> {
  yield first;
  yield* rest;
}

async function* jsonContacts(lines: AsyncIterable<Line>): AsyncGenerator<Reading<ContactImport>> {
  for await (const line of lines) {
    if ("problem" in line) yield { line: line.number, problem: line.problem };
    else yield { line: line.number, ...readContactJson(line.text) };
  }
}

async function* csvContacts(
  lines: AsyncIterable<Line>,
  header: Line,
  name: string,
): AsyncGenerator<Reading<ContactImport>> {
  const delimiter = delimiterOf(header);
  let columns: string[] | null = null;
  for await (const record of readCsv(lines, delimiter)) {
    if (!columns) columns = columnsOf(record, name);
    else if ("problem" in record) yield record;
    else yield { line: record.line, ...readContactFields(columns, record.fields) };
  }
}

/** Spreadsheets of some countries write semicolons. */
function delimiterOf(header: Line): string {
  const text = "text" in header ? header.text : "";
  return text.includes(";") && !text.includes(",") ? ";" : ",";
}

function columnsOf(header: { fields: string[] } | { problem: string }, name: string): string[] {
  const fields = "fields" in header ? header.fields.map((field) => field.trim().toLowerCase()) : [];
  if (!fields.includes("record id")) {
    throw new ImportError(
      `${name} is neither JSON lines nor CSV with a column "Record ID". Give the CRM's export of contacts.`,
    );
  }
  return fields;
}

function readContactFields(columns: string[], fields: string[]) {
  if (fields.length !== columns.length) {
    return { problem: `has ${fields.length} columns instead of ${columns.length}` };
  }
  const known = columns.flatMap((column, index): Array<[string, unknown]> => {
    const field = COLUMNS[column];
    return field ? [[field, field === "status" ? fields[index]?.trim().toLowerCase() : fields[index]]] : [];
  });
  return readContact(Object.fromEntries(known));
}

function readContactJson(text: string) {
  const parsed = parseJsonLine(text);
  return "problem" in parsed ? parsed : readContact(parsed.object);
}

function readContact(object: JsonObject): { value: ContactImport } | { problem: string } {
  const reading = parseContact(object);
  if (!reading.ok) return { problem: describeIssues(reading.issues) };
  const { id, raw: _raw, name, ...fields } = reading.contact;
  return { value: { ...fields, crmId: id, ...(name ? { name } : {}) } };
}
