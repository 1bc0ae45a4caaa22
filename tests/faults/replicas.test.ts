import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { systemActor } from "../../server/convex-client";
import { progressOf, resyncEverybody } from "../support/resync-everybody";
import { type Entry, sorted } from "./support/books";
import { type JobBook, readJobs } from "./support/job-books";
import { casesSeed } from "../support/cases-seed";
import { seededRandom } from "./support/random";
import { Replicas, startSharedStore } from "./support/replicas";
import { NEW_PHONE, bringInPeople, emailOf, expectedEntries, isNew } from "./support/two-sides";
import { type Asked, type WatchedBackend, startWatchedBackend } from "./support/watched-backend";

/** `npm run faults` sets it to 50, and then there are more people; the few of `npm test` look whether all is well. */
const KILLS = Number(process.env.FAULT_KILLS ?? 2);
const PEOPLE = Number(process.env.FAULT_JOBS ?? (process.env.FAULT_KILLS === undefined ? 120 : 5_000));
/** Enough for every server to have some at any moment. */
const FEW = 120;
const REPLICAS = 3;
/** How long a dead server's jobs are left alone: longer than a busy machine holds a living one up. */
const LEASE_MS = 6_000;
/** A kill comes at a random moment of so many ms after its turn: a few attempts' time. */
const MOMENT_MS = 200;
/** For everybody to be done after the last kill, on a busy machine too. */
const PATIENCE_MS = 120_000 + PEOPLE * 60;

test(`${REPLICAS} servers share one store, and are killed ${KILLS} times while a run changes ${PEOPLE} people: everybody is done, once`, async () => {
  console.log(`CASES_SEED=${casesSeed}`);
  const desk = await openDesk(PEOPLE);
  await killThroughout(desk, seededRandom(casesSeed));
  await expectRunDone(desk);
  await expectOrderlyEnd(desk);
  await expectOnceEach(desk);
});

test("a server stands still in the middle of a run: the others take its jobs over, and what it says later changes nothing", async () => {
  const desk = await openDesk(FEW);
  await expectSettled(desk, FEW / 3);
  // Who asked last is in the middle of something.
  const thaw = await desk.replicas.freeze(desk.backend.asked.at(-1)?.life ?? "");
  await expectRunDone(desk);
  thaw();
  await expectOrderlyEnd(desk);
  await expectOnceEach(desk);
});

/** Several servers on one store, a backend, and a run over everybody that has just begun. */
type Desk = Awaited<ReturnType<typeof openDesk>>;

async function openDesk(people: number) {
  const folder = await temporaryFolder();
  const dataDir = join(folder, "store");
  const backend = await startWatchedBackend(folder);
  const store = await startSharedStore(dataDir);
  await bringInPeople(store.convex.as(systemActor), backend.backend, people);
  const env = { ...store.env, ...backend.env, TANDEM_LEASE_MS: String(LEASE_MS) };
  const replicas = await Replicas.open(REPLICAS, folder, env);
  const runId = await resyncEverybody(store.convex);
  return { people, dataDir, backend, store, replicas, progress: () => progressOf(store.convex, runId) };
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tandem-replicas-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A server dies whenever another share of the people is done, so that the kills are spread over the whole run. */
async function killThroughout(desk: Desk, random: () => number): Promise<void> {
  for (let kill = 0; kill < KILLS; kill++) {
    await expectSettled(desk, Math.floor(((kill + random() / 2) / KILLS) * desk.people));
    await sleep(random() * MOMENT_MS);
    await desk.replicas.kill(Math.floor(random() * REPLICAS));
  }
}

async function expectSettled({ progress }: Desk, wanted: number): Promise<void> {
  const settled = async () => (await progress()).settled;
  await expect.poll(settled, { timeout: PATIENCE_MS, interval: 20 }).toBeGreaterThanOrEqual(wanted);
}

async function expectRunDone({ people, progress }: Desk): Promise<void> {
  const state = async () => (await progress()).state;
  await expect.poll(state, { timeout: PATIENCE_MS, interval: 250 }).toBe("done");
  const all = { state: "done", total: people, done: people, skipped: 0, failed: 0, settled: people };
  expect(await progress()).toEqual(all);
}

/** Servers, then the backend with its mails, then the store: each finishes what it has begun. */
async function expectOrderlyEnd({ replicas, backend, store }: Desk): Promise<void> {
  expect(await replicas.end()).toEqual(Array.from({ length: REPLICAS }, () => 0));
  await backend.end();
  expect(await store.end()).toBe(0);
}

/** What the files say when all is over, on both sides. */
async function expectOnceEach({ dataDir, backend, replicas, people: count }: Desk): Promise<void> {
  const { disagreements, people, jobs, outcomes, join: links } = await readJobs(dataDir);
  const lost = jobs.reduce((sum, { numbers, succeeded }) => sum + numbers.length - succeeded.length, 0);
  console.log(
    `${count} people, ${jobs.length} jobs; ${lost} attempts ended with their server or were taken over.`,
  );
  expect(disagreements).toEqual([]);
  expect(links.rows).toEqual(links.wanted);
  expect(links.counted).toEqual(links.counts);
  expect(outcomes).toEqual(Array.from({ length: count }, () => "done"));
  expect(jobs).toHaveLength(count);
  expectAttemptsInOrder(jobs);
  await expectBackendOnceEach(backend, jobs, people);
  expect(askedBesideAnother(backend.asked, replicas.stoppedAt)).toEqual([]);
}

/**
 * No attempt that two servers ran: then a number would be there twice. None is missing but those that a server gave back
 * before they began, as one does that is too busy for them.
 */
function expectAttemptsInOrder(jobs: JobBook[]): void {
  for (const { jobId, state, attempt, spared, numbers, succeeded } of jobs) {
    const all = Array.from({ length: attempt }, (_, n) => n + 1);
    const told = all.filter((number) => numbers.includes(number));
    const book = { jobId, state, numbers, succeeded };
    expect(book).toEqual({ jobId, state: "succeeded", numbers: told, succeeded: [attempt] });
    expect(attempt - told.length, jobId).toBeLessThanOrEqual(spared);
  }
}

async function expectBackendOnceEach(
  backend: WatchedBackend,
  jobs: JobBook[],
  people: Entry[],
): Promise<void> {
  const { contacts, frontendUsers, phones, carriedOut, mailedTo } = await backend.read();
  const registered = people.map((_, n) => n).filter(isNew);
  expect(sorted(people)).toMatchObject(sorted(expectedEntries(people.length)));
  expect(sorted(contacts)).toEqual(sorted(people));
  expect(sorted(frontendUsers)).toEqual(sorted(people));
  expect(phones).toEqual(people.map(() => NEW_PHONE));
  expect(carriedOut).toBe(registered.length);
  expect(mailedTo.sort()).toEqual(registered.map(emailOf).sort());
  expect(askedTooOften(backend.asked, jobs)).toEqual([]);
}

/** Jobs that asked the backend to change the same thing more often than they had attempts. */
function askedTooOften(asked: Asked[], jobs: JobBook[]): JobBook[] {
  const times = new Map<string, number>();
  for (const { about, writes } of asked) if (writes) times.set(about, (times.get(about) ?? 0) + 1);
  return jobs.filter(({ jobId, kind, crmContactId, attempt }) => {
    const wrote = times.get(kind === "register" ? `tandem-${jobId}` : crmContactId);
    return wrote === undefined || wrote > attempt;
  });
}

/** What a server asked about a person while another one was at work on them, both alive and never disturbed. */
function askedBesideAnother(asked: Asked[], stoppedAt: Map<string, number>): Asked[] {
  const isStopped = (life: string, at: number) => (stoppedAt.get(life) ?? Infinity) <= at;
  const last = new Map<string, Asked>();
  const undisturbed = asked.filter(({ life, at }) => !isStopped(life, at));
  return undisturbed.filter((call) => {
    const before = last.get(call.about);
    last.set(call.about, call);
    return before && before.life !== call.life && !isStopped(before.life, call.at);
  });
}
