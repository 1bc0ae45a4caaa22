import { createReadStream, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { systemActor } from "../convex-client";
import { readLines } from "../import/lines";
import { ProgressMeter } from "../import/progress";
import { runImport } from "../import/run-import";
import type { Tandem } from "../tandem";
import { say } from "../terminal";
import { readBackendEvents } from "./backend-events";
import { bookingsOfPeople } from "./bookings";

const SAMPLE = join(import.meta.dirname, "../../samples/haff");

/**
 * Fills both sides with the sample, once. Cut off half-way it is done again, which changes nothing that is there. `apiKey`
 * is the backend's.
 */
export async function loadSample(
  { backend, convex }: Tandem,
  dataDir: string,
  apiKey: string,
): Promise<void> {
  const done = join(dataDir, "sample-loaded");
  if (existsSync(done)) return;
  say("Loading the sample, once: about 9,000 records …");
  const contacts = () => jsonLines(join(SAMPLE, "contacts.jsonl"));
  if (backend) {
    const bookings = bookingsOfPeople(contacts(), await readBackendEvents(backend, apiKey), Date.now());
    await backend.seed({ contacts: contacts(), bookings });
  }
  const file = (name: string) => ({ path: join(SAMPLE, name), name });
  const files = { snapshot: file("snapshot.zip"), contacts: file("contacts.jsonl") };
  await runImport({ convex: convex.as(systemActor), files, meter: new ProgressMeter() });
  writeFileSync(done, "");
}

async function* jsonLines(path: string): AsyncGenerator<unknown> {
  for await (const line of readLines(createReadStream(path))) if ("text" in line) yield JSON.parse(line.text);
}
