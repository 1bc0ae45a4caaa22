import { afterEach, beforeEach, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { openStoreOnDisk, type StoreOnDisk } from "../support/store-on-disk";

let store: StoreOnDisk;
beforeEach(async () => {
  store = await openStoreOnDisk();
});
afterEach(() => store.close());

/** Somebody whose first attempt failed, and whose next one is ten minutes away. */
async function registerWhileTheBackendFails() {
  const names = { salutation: "", title: "", firstName: "Zoë", lastName: "Müller" };
  const profile = {
    ...names,
    email: "zoe@klinik.example",
    phone: "",
    organization: "",
    profession: "",
    position: "",
  };
  const session = { tokenHash: "hash-1", expiresAt: Date.now() + 60_000 };
  const args = { profile, passwordHash: "argon2id", session, requestId: "request" };
  const member = await store.system.mutation(api.registration.register, args);
  const { due: places } = await store.system.query(api.jobs.look, {});
  const [work] = await store.system.mutation(api.jobs.claim, { worker: "worker", limit: 1, places });
  if (!work) throw new Error("There is no job.");
  const failure = { code: "server_error" as const, message: "It failed.", retryAfterMs: 600_000 };
  const timing = { startedAt: Date.now(), durationMs: 1 };
  const { jobId, attempt } = work;
  const settlements = [{ jobId, attempt, timing, outcome: { ok: false as const, ...failure } }];
  await store.system.mutation(api.jobs.settle, { settlements });
  return member;
}

const jobOf = async (id: string) => {
  const admin = { kind: "operator", id: "op_1", name: "Ada Admin", role: "admin" } as const;
  return (await store.convex.as(admin).query(api.people.get, { id }))?.jobs[0];
};

test("whoever signs in to the portal does not wait for the schedule: their next attempt is due now", async () => {
  const { userId, convexId } = await registerWhileTheBackendFails();
  expect((await jobOf(userId))?.nextAttemptAt).toBeGreaterThan(Date.now() + 500_000);
  const session = { tokenHash: "hash-2", expiresAt: Date.now() + 60_000, requestId: "request" };
  await store.system.mutation(api.members.openSession, { convexId, ...session });
  expect((await jobOf(userId))?.nextAttemptAt).toBeLessThanOrEqual(Date.now());
  expect((await store.system.query(api.jobs.look, {})).due).toMatchObject([{ lane: "live" }]);
});
