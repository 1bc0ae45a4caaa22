import type { FunctionArgs, FunctionReference, FunctionReturnType } from "convex/server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import type { Id } from "../../server/convex/_generated/dataModel";
import { LEASE_MS, RETRY_WAITS_MS } from "../../shared/jobs";
import type { SyncErrorCode } from "../../shared/sync-errors";
import { openStore, type TestStore } from "../support/store";

/**
 * What two of them do at the same time: workers, webhooks, people at the desk. Each test names the state it starts
 * from and the one it ends in. The store is the real one, with a clock of its own.
 */
let store: TestStore;
let clock: { now: number };
beforeEach(async () => {
  ({ store, clock } = await openStore());
});
afterEach(() => store.close());

const system = { subject: "tandem", name: "Tandem", role: "system" };
const admin = { subject: "op_1", name: "Ada Admin", role: "admin" };

const mutate = <F extends FunctionReference<"mutation">>(fn: F, args: FunctionArgs<F>, identity = system) =>
  store.run<FunctionReturnType<F>>((ctx) => ctx.runMutation(fn, args), { identity });
const query = <F extends FunctionReference<"query">>(fn: F, args: FunctionArgs<F>, identity = admin) =>
  store.run<FunctionReturnType<F>>((ctx) => ctx.runQuery(fn, args), { identity });

type Work = FunctionReturnType<typeof api.jobs.claim>["jobs"][number];
type Settlement = FunctionArgs<typeof api.jobs.settle>["outcome"];

let people = 0;
async function register() {
  const n = ++people;
  const names = { salutation: "Frau", title: "", firstName: "Zoë", lastName: `Müller ${n}`, phone: "" };
  const profile = {
    ...names,
    email: `zoe.${n}@klinik.example`,
    organization: "",
    profession: "",
    position: "",
  };
  const session = { tokenHash: `hash-${n}`, expiresAt: clock.now + 3_600_000 };
  const known = { passwordHash: "argon2id", requestId: "request" };
  return {
    ...(await mutate(api.registration.register, { profile, session, ...known })),
    tokenHash: `hash-${n}`,
  };
}

const claim = async (worker = "first", limit = 50) => (await mutate(api.jobs.claim, { worker, limit })).jobs;

async function claimOne(worker?: string): Promise<Work> {
  const [work] = await claim(worker, 1);
  if (!work) throw new Error("Nothing was due.");
  return work;
}

/** What the backend made of the person it was given, read back now. */
function achieved({ user }: Work, differently: object = {}) {
  const { email, firstName, lastName, phone } = user.profile;
  const crmContactId = user.crmContactId ?? `obj_${user.userId}`;
  const frontendUserId = `frontend_user_${user.userId}`;
  const contact = { crmId: crmContactId, status: "active", tags: [], email, firstName, lastName, phone };
  const rest = { convexUserId: user.userId, frontendUserId, createdAt: clock.now, updatedAt: clock.now };
  return {
    ...{ ok: true as const, readBackAt: clock.now, userUpdatedAt: user.profileUpdatedAt },
    ...{ user: { crmContactId, frontendUserId }, contact: { ...contact, ...rest, ...differently } },
  };
}

const failed = (code: SyncErrorCode, retryAfterMs?: number): Settlement => ({
  ...{ ok: false, code, message: `The backend failed (${code}).` },
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});

const settle = ({ jobId, attempt }: Pick<Work, "jobId" | "attempt">, outcome: Settlement) =>
  mutate(api.jobs.settle, {
    ...{ jobId, attempt, outcome, timing: { startedAt: clock.now, durationMs: 20 } },
  });

let events = 0;
const deliver = async (type: string, data: object, eventAt = clock.now) => {
  const event = { eventId: `evt_${++events}`, type, eventAt, payload: JSON.stringify(data), data };
  const arrival = { receivedAt: clock.now, durationMs: 3, bytes: 200, headers: [] };
  return (await mutate(api.webhooks.receive, { event, arrival })).outcome;
};

async function personOf(id: string) {
  const person = await query(api.people.get, { id });
  if (!person) throw new Error(`Nobody has the ID ${id}.`);
  return person;
}

const command = { requestId: "request" };
const softDelete = (id: string) =>
  mutate(api.commands.softDelete, { id, reason: "Asked by phone", ...command }, admin);
const resync = (id: string) => mutate(api.commands.resync, { id, ...command }, admin);

/** Everything that a settlement could change. */
const everything = () =>
  store.run(async (ctx) => ({
    users: await ctx.db.query("users").collect(),
    contacts: await ctx.db.query("contacts").collect(),
    links: await ctx.db.query("links").collect(),
    jobs: await ctx.db.query("syncJobs").collect(),
    attempts: await ctx.db.query("syncAttempts").collect(),
    events: await ctx.db.query("auditEvents").collect(),
  }));

type JobSetUp = "queued" | "lease expired" | "taken over" | "waiting" | "succeeded" | "failed" | "cancelled";

/** Somebody whose register job is in this state, and the first attempt at it as its worker knows it. */
async function setUpJob(state: JobSetUp) {
  const person = await register();
  const work = { jobId: person.jobId, attempt: 1 };
  if (state === "queued") return { ...person, work };
  const claimed = await claimOne("first");
  if (state === "lease expired" || state === "taken over") clock.now += LEASE_MS + 1;
  if (state === "taken over") await claimOne("second");
  if (state === "waiting") await settle(work, failed("timeout"));
  if (state === "succeeded") await settle(work, achieved(claimed));
  if (state === "failed") await settle(work, failed("validation"));
  if (state === "cancelled") await softDelete(person.userId);
  return { ...person, work };
}

/** Somebody whose register job is running, with all that its worker knows. */
async function running() {
  const person = await register();
  return { ...person, work: await claimOne("first") };
}

/** The state of the newest job and of the link, and how each attempt so far ended. */
async function observe(id: string) {
  const { row, jobs } = await personOf(id);
  const [job] = jobs;
  const attempts = (job?.attempts ?? []).map(({ outcome, errorCode }) => errorCode ?? outcome).reverse();
  return { job: job?.state, kind: job?.kind, link: row.state, attempts };
}

describe("a settlement", () => {
  test("running -> succeeded: the attempt that holds the lease may settle", async () => {
    const { work, userId } = await running();
    expect(await settle(work, failed("timeout"))).toBe("settled");
    expect(await observe(userId)).toMatchObject({ job: "waiting", link: "pending", attempts: ["timeout"] });
  });

  test("lease expired -> waiting: late, but nobody has taken the job over, so it counts", async () => {
    const { work, userId } = await setUpJob("lease expired");
    expect(await settle(work, failed("timeout"))).toBe("settled");
    expect((await observe(userId)).job).toBe("waiting");
  });

  test.each(["queued", "taken over", "waiting", "succeeded", "failed", "cancelled"] as const)(
    "%s -> the same: a settlement of an attempt that does not hold the job is stale and changes nothing",
    async (state) => {
      const { work } = await setUpJob(state);
      const before = await everything();
      const outcomes = [failed("validation"), failed("timeout")];
      for (const outcome of outcomes) expect(await settle(work, outcome)).toBe("stale");
      expect(await everything()).toEqual(before);
    },
  );

  test("taken over -> succeeded: the second worker links the person, and the lost attempt is on record", async () => {
    const { userId } = await register();
    await claimOne("first");
    clock.now += LEASE_MS + 1;
    const second = await claimOne("second");
    expect(second.attempt).toBe(2);
    expect(await settle(second, achieved(second))).toBe("settled");
    expect(await observe(userId)).toMatchObject({ link: "linked", attempts: ["failed", "succeeded"] });
    const { attempts = [] } = (await personOf(userId)).jobs[0] ?? {};
    expect(attempts[1]).toMatchObject({
      durationMs: LEASE_MS + 1,
      message: expect.stringContaining("stopped"),
    });
  });
});

describe("claiming", () => {
  test("two workers at the same time never get the same job", async () => {
    for (let n = 0; n < 20; n++) await register();
    const workers = ["first", "second", "third"];
    const claimed = (await Promise.all(workers.map((worker) => claim(worker, 8)))).flat();
    expect(new Set(claimed.map(({ jobId }) => jobId)).size).toBe(20);
    expect(claimed).toHaveLength(20);
  });

  test("a worker with nothing to do changes nothing", async () => {
    const { work } = await setUpJob("waiting");
    const before = await everything();
    const { jobs, nextDueInMs } = await mutate(api.jobs.claim, { worker: "first", limit: 8 });
    await mutate(api.runs.closeFinished, {});
    expect(jobs).toEqual([]);
    expect(nextDueInMs).toBeLessThanOrEqual(RETRY_WAITS_MS[0]);
    expect(await everything()).toEqual(before);
    expect(work.attempt).toBe(1);
  });

  test("live work goes before bulk work, however long that has waited", async () => {
    const { userId, convexId } = await setUpJob("failed");
    await startRun([(await personOf(userId)).row.linkId]);
    clock.now += 60_000;
    const { convexId: live } = await register();
    const claimed = [...(await claim("first", 1)), ...(await claim("first", 1))];
    expect(claimed.map(({ user }) => user.userId)).toEqual([live, convexId]);
  });

  test("running -> failed: a job that kills every worker is given up after its last attempt", async () => {
    const { userId } = await register();
    for (let attempt = 1; attempt <= RETRY_WAITS_MS.length + 1; attempt++) {
      expect((await claimOne()).attempt).toBe(attempt);
      clock.now += LEASE_MS + 1;
    }
    expect(await claim()).toEqual([]);
    const { job, link, attempts } = await observe(userId);
    expect({ job, link, lost: attempts.length }).toEqual({ job: "failed", link: "failed", lost: 9 });
  });

  test("running -> cancelled: a job whose user is gone from the store does not hold up the others", async () => {
    const { jobId, convexId } = await register();
    const { jobId: next } = await register();
    await store.run((ctx) => ctx.db.delete("users", convexId));
    expect((await claim()).map((work) => work.jobId)).toEqual([next]);
    expect((await store.run((ctx) => ctx.db.get("syncJobs", jobId)))?.state).toBe("cancelled");
  });
});

describe("asking again", () => {
  test.each(["queued", "waiting"] as const)("%s -> due now: it is the same job", async (state) => {
    const { userId, jobId } = await setUpJob(state);
    expect(await resync(userId)).toMatchObject({ jobId });
    expect((await claim()).map((work) => work.jobId)).toEqual([jobId]);
  });

  test("running -> running: the attempt under way is left to finish, with its lease", async () => {
    const { userId, jobId, work } = await running();
    expect(await resync(userId)).toMatchObject({ jobId });
    expect(await claim("second")).toEqual([]);
    expect(await settle(work, achieved(work))).toBe("settled");
    expect(await observe(userId)).toMatchObject({ job: "succeeded", link: "linked" });
  });

  test("failed -> queued: a new job, so the old one stays on record", async () => {
    const { userId, jobId } = await setUpJob("failed");
    expect((await resync(userId)).jobId).not.toBe(jobId);
    expect((await personOf(userId)).jobs.map(({ state }) => state)).toEqual(["queued", "failed"]);
  });
});

describe("retries", () => {
  test("waiting -> failed: after the whole schedule a person is asked, with every attempt recorded", async () => {
    const { userId } = await register();
    for (const wait of [0, ...RETRY_WAITS_MS]) {
      clock.now += wait;
      expect(await settle(await claimOne(), failed("server_error"))).toBe("settled");
    }
    clock.now += 365 * 86_400_000;
    expect(await claim()).toEqual([]);
    const { job, link, attempts } = await observe(userId);
    expect({ job, link }).toEqual({ job: "failed", link: "failed" });
    expect(attempts).toEqual(Array.from({ length: 9 }, () => "server_error"));
  });

  test("an answer that cannot be read gets one second chance, also when something else failed between", async () => {
    const { userId } = await register();
    await settle(await claimOne(), failed("invalid_response"));
    clock.now += RETRY_WAITS_MS[0];
    await settle(await claimOne(), failed("timeout"));
    clock.now += RETRY_WAITS_MS[1];
    expect((await observe(userId)).job).toBe("waiting");
    await settle(await claimOne(), failed("invalid_response"));
    expect(await observe(userId)).toMatchObject({ job: "failed", link: "failed" });
  });

  test("Retry-After is obeyed to the second, and not believed beyond a day", async () => {
    const { userId } = await register();
    await settle(await claimOne(), failed("rate_limited", 90_000));
    expect((await personOf(userId)).row.nextAttemptAt).toBe(clock.now + 90_000);
    clock.now += 89_999;
    expect(await claim()).toEqual([]);
    clock.now += 1;
    await settle(await claimOne(), failed("rate_limited", 1e12));
    expect((await personOf(userId)).row.nextAttemptAt).toBe(clock.now + 86_400_000);
  });
});

describe("the person changes while their job runs", () => {
  test("running -> cancelled: soft-delete wins, the late success is dropped, and restore can sync again", async () => {
    const { userId, work } = await running();
    await softDelete(userId);
    expect(await settle(work, achieved(work))).toBe("stale");
    expect(await observe(userId)).toMatchObject({ job: "cancelled", link: "deleted" });
    await mutate(api.commands.restore, { id: userId, ...command }, admin);
    await resync(userId);
    const again = await claimOne();
    await settle(again, achieved(again));
    expect(await observe(userId)).toMatchObject({ job: "succeeded", link: "linked" });
  });

  test("running -> cancelled: user.deleted ends the job and the sessions", async () => {
    const { userId, tokenHash, work } = await running();
    expect(await deliver("user.deleted", { convexUserId: userId, reason: "gdpr_request" })).toBe("applied");
    expect(await settle(work, achieved(work))).toBe("stale");
    expect(await observe(userId)).toMatchObject({ job: "cancelled", link: "deleted" });
    expect(await query(api.members.sessionUser, { tokenHash }, system)).toBeNull();
  });

  test("running -> register, then update: what user.updated said meanwhile is kept and brought to the CRM", async () => {
    const { userId, work } = await running();
    clock.now += 1_000;
    await deliver("user.updated", { convexUserId: userId, lastName: "Meanwhile" });
    clock.now += 1_000;
    await settle(work, achieved(work));
    expect((await personOf(userId)).user?.lastName).toBe("Meanwhile");
    const next = await claimOne();
    expect(next).toMatchObject({ kind: "update", user: { profile: { lastName: "Meanwhile" } } });
    await settle(next, achieved(next));
    expect(await observe(userId)).toMatchObject({ kind: "update", job: "succeeded", link: "linked" });
  });

  test("running -> queued: an update that read older values does not write them over newer ones", async () => {
    const { userId, work: first } = await running();
    await settle(first, achieved(first));
    await resync(userId);
    const work = await claimOne();
    clock.now += 1_000;
    await deliver("user.updated", { convexUserId: userId, phone: "+4915112345678" });
    const older = achieved(work, { phone: "+4917611111111", updatedAt: clock.now - 800 });
    const user = { ...older.user, phone: "+4917611111111" };
    expect(await settle(work, { ...older, user, readBackAt: clock.now - 500 })).toBe("settled");
    const { user: kept, contact } = await personOf(userId);
    expect([kept?.phone, contact?.phone]).toEqual(["+4915112345678", "+4915112345678"]);
  });

  test("a webhook that arrives before the register job has settled is applied as soon as it has", async () => {
    const { userId, tokenHash, work } = await running();
    const frontendUserId = `frontend_user_${userId}`;
    clock.now += 1_000;
    expect(await deliver("user.updated", { frontendUserId, lastName: "Early" })).toBe("unmatched");
    expect(await deliver("user.suspended", { frontendUserId })).toBe("unmatched");
    clock.now += 1_000;
    await settle(work, achieved(work));
    const { user, webhooks } = await personOf(userId);
    expect(user).toMatchObject({ lastName: "Early", status: "suspended" });
    expect(await query(api.members.sessionUser, { tokenHash }, system)).toBeNull();
    expect(webhooks).toHaveLength(2);
  });
});

describe("runs", () => {
  test("running -> cancelled: who waits is let go, who is under way ends by itself, and each says which", async () => {
    const linkIds = [];
    for (let n = 0; n < 3; n++) {
      const { userId } = await setUpJob("failed");
      linkIds.push((await personOf(userId)).row.linkId);
    }
    const { userId: waiting } = await setUpJob("waiting");
    linkIds.push((await personOf(waiting)).row.linkId);
    const runId = await startRun(linkIds);
    await settle(await claimOne(), failed("timeout"));
    const [underWay] = await claim("first", 1);
    if (!underWay) throw new Error("Nothing was due.");
    await mutate(api.runs.cancel, { runId, ...command }, admin);
    await store.runScheduled();
    expect(await settle(underWay, achieved(underWay))).toBe("settled");
    clock.now += RETRY_WAITS_MS[1];
    expect((await claim()).map(({ user }) => user.userId)).toEqual([waiting]);
    const run = await query(api.runs.get, { runId });
    expect(run).toMatchObject({ state: "cancelled", done: 1, skipped: 3, failed: 0 });
    const { items } = await query(api.runs.items, { runId, cursor: null });
    expect(items.map(({ why }) => why).sort()).toEqual([
      "The run was cancelled.",
      "The run was cancelled.",
      "The run was cancelled; the job it had joined goes on.",
      null,
    ]);
  });

  test("the morning after an outage: a run hurries on everybody who waits, and keeps their outcome", async () => {
    const { userId, jobId } = await setUpJob("waiting");
    const runId = await startRun([(await personOf(userId)).row.linkId]);
    const work = await claimOne();
    expect(work.jobId).toBe(jobId);
    await settle(work, achieved(work));
    await mutate(api.runs.closeFinished, {});
    expect(await query(api.runs.get, { runId })).toMatchObject({ state: "done", done: 1, skipped: 0 });
  });

  test("a second run leaves to the first whom that is at work on, and says so", async () => {
    const { userId } = await setUpJob("failed");
    const { linkId } = (await personOf(userId)).row;
    await startRun([linkId]);
    const second = await startRun([linkId]);
    const { items } = await query(api.runs.items, { runId: second, cursor: null });
    expect(items).toMatchObject([{ outcome: "skipped", why: "Another run is at work on this user." }]);
  });

  test("soft-deleted while a run has a job for them: skipped, and the run still ends", async () => {
    const { userId } = await setUpJob("failed");
    const runId = await startRun([(await personOf(userId)).row.linkId]);
    await softDelete(userId);
    await mutate(api.runs.closeFinished, {});
    expect(await query(api.runs.get, { runId })).toMatchObject({ state: "done", skipped: 1 });
  });
});

async function startRun(linkIds: string[]): Promise<Id<"runs">> {
  clock.now += 1;
  const selection = { by: "ids" as const, linkIds };
  const run = { name: "Outage", reason: "The backend was down", action: "resync" as const, selection };
  const { runId } = await mutate(api.runs.create, { ...run, ...command }, admin);
  await store.runScheduled();
  return runId;
}
