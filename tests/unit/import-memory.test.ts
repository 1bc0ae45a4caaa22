import { mkdtemp, rm } from "node:fs/promises";
import { createWriteStream } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openContacts } from "../../server/import/contacts";

/** What may have been read ahead of the record in hand: two chunks of a file stream. */
const READ_AHEAD = 128 * 1024;
const LINES = 20_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-memory-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const jsonLine = (n: number) =>
  `${JSON.stringify({ id: `obj_${n}`, createdAt: 1, email: `person.${n}@x.example`, note: "x".repeat(200) })}\n`;
const csvLine = (n: number) =>
  n === 0
    ? "Record ID,Email,Note,Create Date\n"
    : `obj_${n},person.${n}@x.example,"${"x, ".repeat(60)}",2024-01-01\n`;

test.each([
  ["JSON lines", "contacts.jsonl", jsonLine],
  ["CSV", "contacts.csv", csvLine],
])(
  "%s are read no further than the record in hand, however large the file",
  async (_format, name, lineOf) => {
    const path = join(folder, name);
    await pipeline(Readable.from(generate(lineOf)), createWriteStream(path));
    let bytesRead = 0;
    let bytesUsed = 0;
    let furthestAhead = 0;
    let records = 0;
    const { bytes, read } = await openContacts(path, name);
    for await (const { line } of read((count) => (bytesRead += count))) {
      while (records < line) bytesUsed += lineOf(records++ + (name.endsWith("csv") ? 0 : 1)).length;
      furthestAhead = Math.max(furthestAhead, bytesRead - bytesUsed);
    }
    expect(bytesRead).toBe(bytes);
    expect(bytes).toBeGreaterThan(4_000_000);
    expect(furthestAhead).toBeLessThan(READ_AHEAD);
  },
  60_000,
);

function* generate(lineOf: (n: number) => string) {
  for (let n = 0; n < LINES; n++) yield lineOf(n);
}
