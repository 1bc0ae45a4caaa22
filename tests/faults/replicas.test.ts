import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { type Convex, systemActor } from "../../server/convex-client";
import { progressOf, resyncEverybody } from "../support/resync-everybody";
import { sorted } from "./support/books";
import { type JobBook, readJobs } from "./support/job-books";
import { seed, seededRandom } from "./support/random";
import { Replicas, startSharedStore } from "./support/replicas";
import { NEW_PHONE, bringInPeople, emailOf, expectedEntries, isNew } from "./support/two-sides";
import { type WatchedBackend, startWatchedBackend } from "./support/watched-backend";

/** `npm run faults` sets it to 50, and then there are more people; the few of `npm test` look whether all is well. */
const KILLS = Number(process.env.FAULT_KILLS ?? 6);
const PEOPLE = Number(process.env.FAULT_JOBS ?? (process.env.FAULT_KILLS === undefined ? 300 : 5_000));
const REPLICAS = 3;
/** How long a dead server's jobs are left alone. The default would be most of this test. */
const LEASE_MS = 3_000;
/** A kill comes at a random moment of so many ms after its turn: a few attempts' time. */
const MOMENT_MS = 200;
/** For everybody to be done after the last kill, on a busy machine too. */
const PATIENCE_MS = 120_000 + PEOPLE * 60;

test(`${REPLICAS} servers share one store, and are killed ${KILLS} times while a run changes ${PEOPLE} people: everybody is done, once`, async () => {
  console.log(`FAULT_SEED=${seed}`);
  const folder = await temporaryFolder();
  const dataDir = join(folder, "store");
  const backend = await startWatchedBackend(folder);
  const store = await startSharedStore(dataDir);
  await bringInPeople(store.convex.as(systemActor), backend.backend, PEOPLE);

  const env = { ...store.env, ...backend.env, TANDEM_LEASE_MS: String(LEASE_MS) };
  const replicas = await Replicas.open(REPLICAS, folder, env);
  const runId = await resyncEverybody(store.convex);
  await killThroughout(replicas, store.convex, runId, seededRandom(seed));
  await expectRunDone(store.convex, runId);
  expect(await replicas.end()).toEqual(Array.from({ length: REPLICAS }, () => 0));
  await backend.end();
  expect(await store.end()).toBe(0);

  await expectOnceEach(dataDir, backend);
});

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tandem-replicas-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A server dies whenever another share of the people is done, so that the kills are spread over the whole run. */
async function killThroughout(replicas: Replicas, convex: Convex, runId: string, random: () => number) {
  const settled = async () => (await progressOf(convex, runId)).settled;
  for (let kill = 0; kill < KILLS; kill++) {
    const turn = Math.floor(((kill + random() / 2) / KILLS) * PEOPLE);
    await expect.poll(settled, { timeout: PATIENCE_MS, interval: 20 }).toBeGreaterThanOrEqual(turn);
    await sleep(random() * MOMENT_MS);
    await replicas.kill(Math.floor(random() * replicas.count));
  }
}

async function expectRunDone(convex: Convex, runId: string): Promise<void> {
  const end = { state: "done", total: PEOPLE, done: PEOPLE, skipped: 0, failed: 0, settled: PEOPLE };
  const progress = () => progressOf(convex, runId);
  await expect.poll(progress, { timeout: PATIENCE_MS, interval: 250 }).toEqual(end);
}

/** What the files say when all is over, on both sides. */
async function expectOnceEach(dataDir: string, backend: WatchedBackend): Promise<void> {
  const { disagreements, people, jobs, outcomes, join: links } = await readJobs(dataDir);
  const lost = jobs.reduce((sum, { numbers, succeeded }) => sum + numbers.length - succeeded.length, 0);
  console.log(`${KILLS} kills: ${jobs.length} jobs, ${lost} attempts died with their server.`);
  expect(disagreements).toEqual([]);
  expect(links.rows).toEqual(links.wanted);
  expect(links.counted).toEqual(links.counts);
  expect(outcomes).toEqual(Array.from({ length: PEOPLE }, () => "done"));
  expectAttemptsInOrder(jobs);
  await expectBackendOnceEach(backend, jobs, people);
}

/** One job for each person, and no attempt that two servers ran: then a number would be there twice. */
function expectAttemptsInOrder(jobs: JobBook[]): void {
  expect(jobs).toHaveLength(PEOPLE);
  for (const { jobId, state, attempt, numbers, succeeded } of jobs) {
    const all = Array.from({ length: attempt }, (_, n) => n + 1);
    const book = { jobId, state, numbers, succeeded };
    expect(book).toEqual({ jobId, state: "succeeded", numbers: all, succeeded: [attempt] });
  }
}

async function expectBackendOnceEach(
  backend: WatchedBackend,
  jobs: JobBook[],
  people: Awaited<ReturnType<typeof readJobs>>["people"],
): Promise<void> {
  const { contacts, frontendUsers, phones, carriedOut, mailedTo } = await backend.read();
  const registered = Array.from({ length: PEOPLE }, (_, n) => n).filter(isNew);
  expect(sorted(people)).toMatchObject(sorted(expectedEntries(PEOPLE)));
  expect(sorted(contacts)).toEqual(sorted(people));
  expect(sorted(frontendUsers)).toEqual(sorted(people));
  expect(phones).toEqual(Array.from({ length: PEOPLE }, () => NEW_PHONE));
  expect(carriedOut).toBe(registered.length);
  expect(backend.registrations.size).toBe(registered.length);
  expect(mailedTo.sort()).toEqual(registered.map(emailOf).sort());
  expect(askedTooOften(backend, jobs)).toEqual([]);
}

/** Jobs that asked the backend for the same more often than they had attempts: two servers would have run one. */
const askedTooOften = ({ registrations, writes }: WatchedBackend, jobs: JobBook[]): JobBook[] =>
  jobs.filter(({ jobId, kind, crmContactId, attempt }) => {
    const asked = kind === "register" ? registrations.get(`tandem-${jobId}`) : writes.get(crmContactId);
    return asked === undefined || asked > attempt;
  });
