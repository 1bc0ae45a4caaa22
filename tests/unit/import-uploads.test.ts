import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { openContacts } from "../../server/import/contacts";
import { describeFailure } from "../../server/import/failure";
import { openUploads } from "../../server/import/uploads";

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "tandem-uploads-"));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

test("a file that an import has taken stays, however many are uploaded meanwhile; of those that wait the oldest goes", async () => {
  const uploads = openUploads(join(await folder(), "uploads"));
  const store = async (name: string) => (await uploads.store(name, Readable.from(["x"]))).uploadId;
  const taken = uploads.take(await store("in-use.csv"));
  const waiting = await store("waiting.csv");
  for (let n = 0; n < 8; n++) await store(`${n}.csv`);
  expect(existsSync(taken?.path ?? "")).toBe(true);
  expect(uploads.has(waiting)).toBe(false);
  if (taken) uploads.remove(taken);
  expect(existsSync(taken?.path ?? "")).toBe(false);
});

test("only a file that cannot be read is called damaged", async () => {
  const path = join(await folder(), "contacts.jsonl");
  await writeFile(path, "{}\n");
  const { read } = await openContacts(path, "contacts.jsonl");
  await rm(path);
  const failed = await read(() => {})
    .next()
    .catch((error: unknown) => error);
  expect(describeFailure(failed)).toMatch(/damaged/u);
  expect(describeFailure(new TypeError("x is undefined"))).toMatch(/not because of a file/u);
});
