import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { systemActor } from "../../server/convex-client";
import { frontendUserId, importPeople } from "../bench/jobs-people";
import { configFor, inStore, openGate } from "../bench/tandem";
import { type Program, startProgram } from "./support/program";
import { casesSeed } from "../support/cases-seed";
import { seededRandom } from "./support/random";
import { type KeptEvent, readWebhooks } from "./support/webhook-books";
import { type SentEvent, Senders } from "./support/webhook-senders";

/** Of `npm run faults`; the few of `npm test` look whether all is well. */
const KILLS = Number(process.env.WEBHOOK_KILLS ?? (process.env.FAULT_KILLS === undefined ? 3 : 200));
const SENDERS = 16;
/** Each sender has some of its own, so that what it says of them comes in order. */
const PEOPLE = SENDERS * 4;
/** A kill comes at a random moment of so many ms after the first answers: a few transactions' time. */
const MOMENT_MS = 150;
/** A server takes some seconds to start on a busy machine. */
const PATIENCE_MS = 120_000 + KILLS * 10_000;

const secret = `whsec_${Buffer.from("a secret of the fault test, 32 b").toString("base64")}`;

test(
  `the server is killed ${KILLS} times while ${SENDERS} senders deliver webhooks: each is applied once, and every 2xx was true`,
  async () => {
    console.log(`CASES_SEED=${casesSeed}`);
    const dataDir = await preparedFolder();
    const senders = new Senders(SENDERS, PEOPLE, secret);
    const sending = senders.run();
    await killThroughout(dataDir, senders, seededRandom(casesSeed));
    const last = await startTandem(dataDir);
    senders.up(urlOf(last));
    await senders.answered();
    senders.stop();
    await sending;
    expect(await last.end()).toBe(0);
    await expectOnceEach(dataDir, senders.events);
  },
  PATIENCE_MS,
);

/** A store with people who are linked, and nobody who would go and look for them in a backend. */
async function preparedFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tandem-webhooks-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const config = await configFor(folder);
  await inStore(config, (_, convex) => importPeople(convex.as(systemActor), PEOPLE, "linked"));
  await openGate(config, SENDERS);
  return folder;
}

function startTandem(dataDir: string): Promise<Program> {
  const env = { PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "fatal", BACKEND_WEBHOOK_SECRETS: `live:${secret}` };
  return startProgram("server/main.ts", env, /Tandem is at (http:[^\s]+)/u);
}

const urlOf = ({ announced }: Program) => announced[1] ?? "";

/** Some die before anybody has had an answer, most in the full flow. */
async function killThroughout(dataDir: string, senders: Senders, random: () => number): Promise<void> {
  for (let kill = 0; kill < KILLS; kill++) {
    const server = await startTandem(dataDir);
    senders.up(urlOf(server));
    if (random() > 0.2) await senders.answered();
    await sleep(random() * MOMENT_MS);
    senders.down();
    await server.kill();
  }
}

/** What the file says when all is over. */
async function expectOnceEach(dataDir: string, sent: SentEvent[]): Promise<void> {
  const { disagreements, events, join: links, lastNames, told, counted } = await readWebhooks(dataDir);
  const lost = sent.reduce((sum, event) => sum + event.lost, 0);
  const inVain = events.filter(({ arrivals }) => arrivals.includes("duplicate")).length;
  console.log(
    `${KILLS} kills, ${sent.length} events; ${lost} answers were lost, ${inVain} of them had been taken.`,
  );
  expect(lost).toBeGreaterThan(0);
  expect(disagreements).toEqual([]);
  expect(links.rows).toEqual(links.wanted);
  expect(links.counted).toEqual(links.counts);
  expect(events.map(({ eventId }) => eventId).sort()).toEqual(sent.map(({ eventId }) => eventId).sort());
  expect(told).toBe(sent.length);
  const kept = new Map(events.map((event) => [event.eventId, event]));
  for (const event of sent) expectHonest(event, kept.get(event.eventId));
  expectInOrder(sent, kept, lastNames);
  expect(counted("applied")).toBe(sent.length);
  expect(counted("duplicate")).toBe(events.reduce((sum, { arrivals }) => sum + arrivals.length - 1, 0));
}

/** Applied by the first request that brought it; each 2xx has a row that says the same, and no row is made up. */
function expectHonest({ eventId, told, lost }: SentEvent, kept: KeptEvent | undefined): void {
  const { outcome, arrivals = [] } = kept ?? {};
  const [first, ...again] = arrivals;
  expect({ eventId, outcome, first }).toEqual({ eventId, outcome: "applied", first: "applied" });
  expect(again.filter((later) => later !== "duplicate")).toEqual([]);
  expect(arrivals).toEqual(expect.arrayContaining(told));
  expect(arrivals.length).toBeGreaterThanOrEqual(told.length);
  expect(arrivals.length).toBeLessThanOrEqual(told.length + lost);
}

/** Every event found the name that the one before it had left, so none was applied twice, left out or out of turn. */
function expectInOrder(
  sent: SentEvent[],
  kept: Map<string, KeptEvent>,
  lastNames: Map<string | undefined, string | undefined>,
): void {
  const names = new Map<number, string>();
  for (const { eventId, person, lastName } of sent) {
    const before = names.get(person) ?? `Müller-${person}`;
    expect(kept.get(eventId)?.changed).toMatchObject({ before, after: lastName });
    names.set(person, lastName);
  }
  for (const [person, lastName] of names) expect(lastNames.get(frontendUserId(person))).toBe(lastName);
}
