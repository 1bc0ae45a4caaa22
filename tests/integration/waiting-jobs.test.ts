import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { createLog } from "../../server/log";
import { ManualClock } from "../../server/reference-backend/manual-clock";
import { createGate } from "../../server/sync/gate/gate";
import { watchRecovery } from "../../server/sync/recovery";
import { defaultSettings } from "../../shared/settings-api";
import { signInTry } from "../support/members";
import { openStoreOnDisk, type StoreOnDisk } from "../support/store-on-disk";

let store: StoreOnDisk;
beforeEach(async () => {
  store = await openStoreOnDisk();
});
afterEach(() => store.close());

async function register() {
  const names = { salutation: "", title: "", firstName: "Zoë", lastName: "Müller" };
  const more = { phone: "", organization: "", profession: "", position: "" };
  const profile = { ...names, ...more, email: "zoe@klinik.example" };
  const session = { tokenHash: "hash-1", expiresAt: Date.now() + 60_000 };
  const args = { profile, passwordHash: "argon2id", session, requestId: "request" };
  return store.system.mutation(api.registration.register, args);
}

/** One attempt fails, so that the next one is at least ten minutes away. */
async function failOneAttempt(): Promise<void> {
  const { due: places } = await store.system.query(api.jobs.look, {});
  const [work] = await store.system.mutation(api.jobs.claim, { worker: "worker", limit: 1, places });
  if (!work) throw new Error("No job is due.");
  const failure = { code: "server_error" as const, message: "It failed.", retryAfterMs: 600_000 };
  const { jobId, attempt } = work;
  const timing = { startedAt: Date.now(), durationMs: 1 };
  const settlements = [{ jobId, attempt, timing, outcome: { ok: false as const, ...failure } }];
  await store.system.mutation(api.jobs.settle, { settlements });
}

const dueLanes = async () => (await store.system.query(api.jobs.look, {})).due.map(({ lane }) => lane);

/** A gate on a clock of its own, an outage of the backend, and its end. */
function watchBackend() {
  const clock = new ManualClock();
  const gate = createGate(defaultSettings.gate, clock);
  const nudges: number[] = [];
  const worker = { nudge: () => void nudges.push(clock.now()) };
  const log = createLog("silent", { write: () => {} });
  const recovery = watchRecovery({ gate, convex: store.convex, worker, log, now: clock.now });
  const call = { method: "GET", route: "/crm/contacts", durationMs: 1 } as const;
  const fail = (times: number) => {
    for (let n = 0; n < times; n++)
      gate.report({ ...call, startedAt: clock.now(), errorCode: "unreachable" });
  };
  const comeBack = async () => {
    clock.advance(defaultSettings.gate.breaker.coolDownMs);
    await gate.take("live");
    gate.report({ ...call, startedAt: clock.now(), httpStatus: 200 });
  };
  return { clock, gate, recovery, fail, comeBack, nudges };
}

describe("who waits for the next attempt is tried at once", () => {
  test("when they sign in to the portal", async () => {
    const { convexId } = await register();
    await failOneAttempt();
    expect(await dueLanes()).toEqual([]);
    const { keys } = signInTry("");
    const session = { tokenHash: "hash-2", expiresAt: Date.now() + 60_000 };
    const asked = { proven: { convexId, passwordHash: "argon2id" }, keys, session, requestId: "request" };
    await store.system.mutation(api.memberSignIn.openSession, asked);
    expect(await dueLanes()).toEqual(["live"]);
  });

  test("when an outage ends, and the worker hears of it", async () => {
    await register();
    await failOneAttempt();
    const { fail, comeBack, nudges } = watchBackend();
    fail(5);
    await comeBack();
    const atTheEnd = nudges.length;
    await expect.poll(dueLanes).toEqual(["live"]);
    expect(nudges.length).toBeGreaterThan(atTheEnd);
  });

  test("when a webhook comes while the last calls failed, though too few of them for an outage", async () => {
    await register();
    await failOneAttempt();
    const { recovery, fail } = watchBackend();
    recovery.heard();
    expect(await dueLanes()).toEqual([]);
    fail(1);
    recovery.heard();
    await expect.poll(dueLanes).toEqual(["live"]);
  });
});

test("a backend that comes and goes does not use up everybody's attempts: once in a minute is enough", async () => {
  await register();
  await failOneAttempt();
  const { clock, gate, fail, comeBack, nudges } = watchBackend();
  fail(5);
  await comeBack();
  await expect.poll(dueLanes).toEqual(["live"]);
  await failOneAttempt();
  fail(5);
  const before = nudges.length;
  await comeBack();
  expect({ state: gate.state().breaker.state, nudges: nudges.length }).toEqual({
    state: "closed",
    nudges: before + 1,
  });
  expect(await dueLanes()).toEqual([]);
  clock.advance(60_000);
  fail(5);
  await comeBack();
  await expect.poll(dueLanes).toEqual(["live"]);
});
