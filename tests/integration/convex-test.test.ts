import { convexTest } from "convex-test";
import type { FunctionArgs, FunctionReturnType } from "convex/server";
import type { ConvexError } from "convex/values";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../../server/convex/_generated/api";
import schema from "../../server/convex/schema";
import type { AppError } from "../../shared/errors";
import { startRun } from "../support/runs";

/**
 * The functions of server/convex under `convex-test`, the Convex team's own stand-in for a deployment: what runs here
 * and on our own engine is not written to either's habits. Real Convex differs from it in these ways, so they are
 * proven elsewhere: tokens are checked by signature (convex-guard.test.ts), search ranks and cuts words
 * (tests/engine/search.test.ts), and transactions run side by side and are retried when they conflict.
 * It brings its own `globalThis.Convex`: never load server/embedded in this file.
 */
const modules = import.meta.glob(["../../server/convex/**/*.ts", "../../server/convex/_generated/*.js"]);
const NOW = Date.UTC(2026, 10, 23, 9);

const openDeployment = () => convexTest({ schema, modules, transactionLimits: true });
type Deployment = ReturnType<typeof openDeployment>;
type Work = FunctionReturnType<typeof api.jobs.claim>[number];

let t: Deployment;
beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date", "setTimeout", "clearTimeout"] });
  t = openDeployment();
});
afterEach(() => vi.useRealTimers());

const as = (role: string, name = role) => t.withIdentity({ subject: `${role}_1`, name, role });
const system = () => as("system", "Tandem");
const admin = () => as("admin", "Ada Admin");
const drain = () => t.finishAllScheduledFunctions(vi.runAllTimers);

let count = 0;
async function register(fields: Partial<FunctionArgs<typeof api.registration.register>["profile"]> = {}) {
  const email = `zoe.${++count}@klinik.example`;
  const known = { salutation: "Frau", title: "Dr.", firstName: "Zoë", lastName: "Müller", phone: "" };
  const profile = { ...known, email, organization: "", profession: "", position: "", ...fields };
  const session = { tokenHash: `hash-${count}`, expiresAt: Date.now() + 60_000 };
  return system().mutation(api.registration.register, {
    ...{ profile, passwordHash: "argon2id", session, requestId: "request" },
  });
}

const claim = (limit = 50) => system().mutation(api.jobs.claim, { worker: "worker-1", limit });

/** The backend did what was asked, and both sides read back agree. */
async function settle({ jobId, attempt, user }: Work) {
  const { email, firstName, lastName, phone } = user.profile;
  const crmContactId = user.crmContactId ?? `obj_${user.userId}`;
  const frontendUserId = user.frontendUserId ?? `frontend_user_${user.userId}`;
  const ids = { convexUserId: user.userId, frontendUserId };
  const times = { createdAt: user.createdAt, updatedAt: Date.now() };
  const contact = { crmId: crmContactId, status: "active", tags: [], email, firstName, lastName, phone };
  const timing = { startedAt: Date.now(), durationMs: 20, httpStatus: 200 };
  const outcome = {
    ...{ ok: true as const, readBackAt: Date.now(), userUpdatedAt: user.profileUpdatedAt },
    user: { crmContactId, frontendUserId },
    contact: { ...contact, ...ids, ...times },
  };
  const settlements = [{ jobId, attempt, timing, outcome }];
  return (await system().mutation(api.jobs.settle, { settlements }))[0];
}

/** Somebody registered and linked. */
async function linked(fields = {}) {
  const { userId, convexId } = await register(fields);
  for (const work of await claim()) await settle(work);
  return { userId, convexId, frontendUserId: `frontend_user_${userId}`, crmContactId: `obj_${userId}` };
}

async function personOf(id: string) {
  const person = await admin().query(api.people.get, { id });
  if (!person) throw new Error(`Nobody has the ID ${id}.`);
  return person;
}

describe("registration and sync", () => {
  test("register -> claim -> settle: pending, then linked with a receipt, and a second settlement is stale", async () => {
    const { userId, jobId } = await register();
    expect((await personOf(userId)).row).toMatchObject({ state: "pending", reason: "register" });
    const [work] = await claim();
    if (!work) throw new Error("Nothing was due.");
    expect(work).toMatchObject({ jobId, kind: "register", attempt: 1, user: { userId } });
    expect(await settle(work)).toBe("settled");
    expect(await settle(work)).toBe("stale");
    const { row, jobs } = await personOf(userId);
    expect(row).toMatchObject({ state: "linked", contactId: `obj_${userId}`, attempts: 1 });
    expect(jobs[0]).toMatchObject({ state: "succeeded", receipt: { agrees: true } });
    expect(jobs[0]?.attempts).toHaveLength(1);
  });

  test("an e-mail that is taken is the error of that field, and nothing of the second form is stored", async () => {
    await register({ email: "anna@klinik.example" });
    const refused = await register({ email: " Anna@Klinik.example" }).catch((error: unknown) => error);
    expect((refused as ConvexError<AppError>).data).toMatchObject({ code: "conflict", field: "email" });
    expect(await admin().query(api.links.facets, {})).toMatchObject({ total: 1, states: { pending: 1 } });
  });

  test("list, search and facets see the same people", async () => {
    await linked({ firstName: "Anna", lastName: "Müller" });
    await linked({ firstName: "Jens", lastName: "Petersen" });
    await register({ firstName: "Anna", lastName: "Wartend" });
    const list = (args: object) => admin().query(api.links.page, { cursor: null, limit: 2, ...args });
    const first = await list({});
    expect(first).toMatchObject({ total: { count: 3, exact: true }, rows: [{}, {}] });
    const rest = await list({ cursor: first.nextCursor });
    const names = [...first.rows, ...rest.rows].map(({ name }) => name);
    expect(names).toEqual(["Dr. Anna Müller", "Dr. Anna Wartend", "Dr. Jens Petersen"]);
    expect(rest.nextCursor).toBeNull();
    const found = await list({ query: "mueller anna" });
    expect(found.rows.map(({ name }) => name)).toEqual(["Dr. Anna Müller"]);
    expect(await list({ states: ["pending"] })).toMatchObject({ total: { count: 1, exact: true } });
    const { total, states } = await admin().query(api.links.facets, {});
    expect({ total, ...states }).toMatchObject({ total: 3, linked: 2, pending: 1, failed: 0 });
  });
});

describe("webhooks", () => {
  let events = 0;
  function deliver(type: string, eventAt: number, data: object, eventId = `evt_${++events}`) {
    const event = { eventId, type, eventAt, payload: JSON.stringify(data), data };
    const arrival = { receivedAt: Date.now(), durationMs: 3, bytes: 200, headers: [] };
    return system().mutation(api.webhooks.receive, { event, arrival });
  }

  test("applied, then duplicate, then stale: only the first changes the user, and each is logged", async () => {
    const { userId, frontendUserId } = await linked();
    const at = Date.now() + 1_000;
    const newer = { frontendUserId, lastName: "Neu" };
    expect(await deliver("user.updated", at, newer, "evt_once")).toEqual({ outcome: "applied" });
    expect(await deliver("user.updated", at, newer, "evt_once")).toEqual({ outcome: "duplicate" });
    const older = { frontendUserId, lastName: "Alt" };
    expect(await deliver("user.updated", at - 1, older)).toEqual({ outcome: "stale" });
    const { user, row, webhooks } = await personOf(userId);
    expect(user?.lastName).toBe("Neu");
    expect(row.state).toBe("linked");
    expect(webhooks.map(({ outcome }) => outcome).sort()).toEqual(["applied", "duplicate", "stale"]);
    const log = await admin().query(api.webhookLog.page, { outcomes: ["stale"], cursor: null, limit: 5 });
    expect(log.rows).toMatchObject([{ outcome: "stale", person: { name: "Dr. Zoë Neu" } }]);
    const facets = await admin().query(api.webhookLog.facets, {});
    expect(facets.outcomes).toMatchObject({ applied: 1, duplicate: 1, stale: 1, rejected: 0 });
  });

  test("user.deleted soft-deletes and ends the portal sessions in the same transaction", async () => {
    const { userId, frontendUserId } = await linked();
    const tokenHash = `hash-${count}`;
    expect(await system().query(api.memberSessions.holder, { tokenHash })).not.toBeNull();
    await deliver("user.deleted", Date.now() + 1, { frontendUserId, reason: "gdpr_request" });
    expect(await system().query(api.memberSessions.holder, { tokenHash })).toBeNull();
    expect((await personOf(userId)).user).toMatchObject({ deletionReason: "gdpr_request" });
  });
});

describe("commands", () => {
  const requestId = "request";

  test("soft-delete and restore: cancels what is open, keeps the reason, and brings the account back", async () => {
    const { userId } = await register();
    await admin().mutation(api.commands.softDelete, { id: userId, reason: "Asked by phone", requestId });
    const deleted = await personOf(userId);
    expect(deleted.row).toMatchObject({ state: "deleted", reason: "both_gone" });
    expect(deleted.jobs[0]?.state).toBe("cancelled");
    expect(await claim()).toEqual([]);
    await admin().mutation(api.commands.restore, { id: userId, requestId });
    expect((await personOf(userId)).row).toMatchObject({ state: "convex_only", userStatus: "active" });
    const { events } = await admin().query(api.timeline.page, { id: userId, cursor: null });
    expect(events.map(({ action }) => action)).toEqual(["restore", "soft-delete", "register"]);
  });

  test("nobody without the role, and nobody without a token, gets anything done", async () => {
    const { userId } = await register();
    const refusal = (call: Promise<unknown>) => call.catch((error: ConvexError<AppError>) => error.data);
    const resync = { id: userId, requestId };
    const viewer = as("viewer").mutation(api.commands.resync, resync);
    expect(await refusal(viewer)).toMatchObject({ code: "forbidden" });
    expect(await refusal(t.mutation(api.commands.resync, resync))).toMatchObject({ code: "unauthenticated" });
  });
});

describe("a run", () => {
  test("freezes, makes a job for each, and is done when the last has ended", async () => {
    for (let n = 0; n < 60; n++) await register();
    for (const { jobId, attempt } of [...(await claim()), ...(await claim())]) {
      const timing = { startedAt: Date.now(), durationMs: 5 };
      const outcome = { ok: false as const, code: "validation" as const, message: "Refused." };
      await system().mutation(api.jobs.settle, { settlements: [{ jobId, attempt, timing, outcome }] });
    }
    const selection = { by: "filter" as const, filter: { states: ["failed" as const] }, except: [] };
    const plan = await admin().query(api.runs.preview, { action: "resync", selection });
    expect(plan).toMatchObject({ count: 60, exact: true, kinds: [{ kind: "register", count: 60 }] });
    const { runId } = await startRun(admin(), { selection });
    await drain();
    const progress = () => admin().query(api.runs.get, { runId });
    expect(await progress()).toMatchObject({ state: "running", total: 60, done: 0 });
    for (const work of [...(await claim()), ...(await claim())]) await settle(work);
    await system().mutation(api.runs.closeFinished, {});
    expect(await progress()).toMatchObject({ state: "done", done: 60, skipped: 0, failed: 0 });
    expect(await admin().query(api.links.facets, {})).toMatchObject({ states: { linked: 60, failed: 0 } });
  });
});

test("a run over a search that cannot see everybody is refused; a run keeps no list of IDs once it is frozen", async () => {
  const picked = (await linked()).userId;
  const { linkId } = (await personOf(picked)).row;
  const selection = { by: "ids" as const, linkIds: [linkId] };
  const { runId } = await startRun(admin(), { selection });
  await drain();
  const stored = await t.run((ctx) => ctx.db.get("runs", runId));
  expect(stored).toMatchObject({ state: "running", total: 1, selection: { linkIds: [] } });
  for (let n = 0; n < 1024; n++) await t.run((ctx) => ctx.db.insert("links", rowNamed(`Zahl ${n}`)));
  const filter = { by: "filter" as const, filter: { query: "zahl" }, except: [] };
  const plan = await admin().query(api.runs.preview, { action: "resync", selection: filter });
  expect(plan).toMatchObject({ exact: false });
  const refused = await startRun(admin(), { selection: filter }).catch(
    (error: ConvexError<AppError>) => error.data,
  );
  expect(refused).toMatchObject({ code: "invalid", field: "selection" });
});

const rowNamed = (name: string) => {
  const words = {
    name,
    sortName: name,
    sortEmail: "",
    searchName: name.toLowerCase(),
    searchText: name.toLowerCase(),
  };
  const state = { state: "crm_only" as const, reason: "no_account" };
  return { ...words, ...state, attempts: 0, createdAt: 1, updatedAt: 1 };
};

describe("imports", () => {
  const user = (n: number, email: string) => ({ externalId: `u${n}`, email, createdAt: n });
  const contact = (n: number, email: string) => ({
    ...{ crmId: `c${n}`, email, status: "active", tags: [], createdAt: n, updatedAt: n },
  });

  test("the same file twice changes nothing the second time", async () => {
    const users = [user(1, "a@x.de"), user(2, "b@x.de")];
    const contacts = [contact(1, "a@x.de"), contact(2, "c@x.de")];
    for (const changed of [2, 0]) {
      expect(await admin().mutation(api.imports.users, { users })).toEqual({ changed });
      expect(await admin().mutation(api.imports.contacts, { contacts })).toEqual({ changed });
    }
    const { rows } = await admin().query(api.links.exportPage, { cursor: null, limit: 10 });
    expect(rows).toEqual(
      expect.arrayContaining([
        { userId: "u1", contactId: "c1", state: "unlinked", reason: "matched_by_email" },
        { userId: "u2", contactId: null, state: "convex_only", reason: "never_synced" },
        { userId: null, contactId: "c2", state: "crm_only", reason: "no_account" },
      ]),
    );
  });

  test("an import undoes no repair: what was synced, deleted or restored since is kept", async () => {
    const users = [
      { ...user(1, "a@x.de"), crmContactId: "c-gone" },
      { ...user(2, "b@x.de"), deletedAt: 2 },
    ];
    await admin().mutation(api.imports.users, { users });
    await admin().mutation(api.commands.resync, { id: "u1", requestId: "request" });
    for (const work of await claim()) await settle({ ...work, user: { ...work.user, crmContactId: null } });
    await admin().mutation(api.commands.restore, { id: "u2", requestId: "request" });
    expect(await admin().mutation(api.imports.users, { users })).toEqual({ changed: 0 });
    expect((await personOf("u1")).row).toMatchObject({ state: "linked", contactId: "obj_u1" });
    expect((await personOf("u2")).row.state).toBe("convex_only");
  });

  test("an office's e-mail shared by hundreds stays within a transaction's limits and goes on in scheduled steps", async () => {
    for (let first = 0; first < 300; first += 100) {
      const users = Array.from({ length: 100 }, (_, n) => user(first + n, "office@x.de"));
      await admin().mutation(api.imports.users, { users });
      await drain();
    }
    await admin().mutation(api.imports.contacts, { contacts: [contact(1, "office@x.de")] });
    expect(await admin().query(api.settling.linksPending, {})).toBe(true);
    await drain();
    expect(await admin().query(api.settling.linksPending, {})).toBe(false);
    expect(await admin().query(api.links.facets, {})).toMatchObject({
      total: 301,
      states: { conflict: 301 },
    });
  });
});
