import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { keepSecrets } from "../../server/config/secrets";
import { appErrorOf } from "../support/app-error";
import { newPerson } from "../support/people";
import { startRunOverHttp } from "../support/runs";
import { type TestTandem, startTestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

let tandem: TestTandem;
let admin: Visitor;
beforeAll(async () => {
  tandem = await startTestTandem();
  admin = await tandem.admin();
});
beforeEach(() => void tandem.backend.setChaos({ mode: "ok" }));
afterAll(() => tandem.close());

const register = async (fields = {}) => {
  const person = newPerson(fields);
  const member = tandem.visitor();
  const { userId } = await member.trpc.portal.register.mutate(person);
  return { person, member, userId };
};
const detailOf = (id: string) => admin.trpc.users.get.query({ id });
const jobOf = async (id: string, jobId: string | null) =>
  (await detailOf(id)).jobs.find((job) => job.jobId === jobId) ?? null;
const settled = (id: string, jobId: string | null, state: string) =>
  expect.poll(async () => (await jobOf(id, jobId))?.state, { timeout: 15_000 }).toBe(state);

describe("resync", () => {
  test("repairs a registration that the backend refused, and shows the receipt of what was read back", async () => {
    tandem.backend.setChaos({ mode: "refuse", code: "VALIDATION_ERROR" });
    const { userId } = await register();
    expect((await detailOf(userId)).row).toMatchObject({
      state: "failed",
      errorCode: "validation",
      attempts: 1,
    });
    tandem.backend.setChaos({ mode: "ok" });
    const { jobId } = await admin.trpc.users.resync.mutate({ id: userId });
    await settled(userId, jobId, "succeeded");
    const { row, jobs, contact } = await detailOf(userId);
    expect(row.state).toBe("linked");
    expect(jobs[0]?.receipt).toMatchObject({ agrees: true, crmContactId: row.contactId });
    expect(contact?.source.kind).toBe("live");
  });

  test("of somebody who waits for the next attempt tries again at once, with the same job", async () => {
    tandem.backend.setChaos({ mode: "error" });
    const { userId } = await register();
    const waiting = await detailOf(userId);
    expect(waiting.row).toMatchObject({ state: "pending", jobState: "waiting", errorCode: "server_error" });
    expect(waiting.row.nextAttemptAt).toBeGreaterThan(0);
    tandem.backend.setChaos({ mode: "ok" });
    const { jobId } = await admin.trpc.users.resync.mutate({ id: userId });
    expect(jobId).toBe(waiting.jobs[0]?.jobId);
    await settled(userId, jobId, "succeeded");
    const { attempts } = (await detailOf(userId)).jobs[0] ?? { attempts: [] };
    expect(attempts.map(({ outcome }) => outcome)).toEqual(["succeeded", "failed"]);
    expect(attempts[1]).toMatchObject({ httpStatus: 500, errorCode: "server_error" });
  });

  test("of a person whose sides drifted lets the newest phone win and reads it back", async () => {
    const { userId } = await register();
    const before = await detailOf(userId);
    await editInCrm(before.row.contactId ?? "", { phone: "+4917611111111" });
    expect((await detailOf(userId)).fields.find(({ field }) => field === "phone")).toMatchObject({
      differs: true,
    });
    const { jobId } = await admin.trpc.users.resync.mutate({ id: userId });
    await settled(userId, jobId, "succeeded");
    const after = await detailOf(userId);
    expect(after.user?.phone).toBe("+4917611111111");
    expect(after.row.state).toBe("linked");
  });

  test("is refused, with the reason, for somebody soft-deleted", async () => {
    const { userId } = await register();
    await admin.trpc.users.softDelete.mutate({ id: userId, reason: "Asked by phone" });
    const error = await appErrorOf(admin.trpc.users.resync.mutate({ id: userId }));
    expect(error).toMatchObject({ code: "conflict", message: expect.stringContaining("Restore") });
  });
});

/** An edit by the CRM's own staff: not by Tandem, and without a webhook reaching us. */
async function editInCrm(contactId: string, changes: Record<string, string>): Promise<void> {
  const { app } = tandem.backend;
  const { backendApiKey: key } = await keepSecrets(tandem.dataDir);
  const response = await app.inject({
    method: "PATCH",
    url: `/api/v1/crm/contacts/${contactId}`,
    headers: { authorization: `Bearer ${key}`, "user-agent": "Tandem test: no webhook" },
    payload: changes,
  });
  expect(response.statusCode).toBe(200);
}

test("when the backend is back, whoever registered meanwhile is linked without anyone doing anything", async () => {
  tandem.backend.setChaos({ mode: "down" });
  const { userId } = await register();
  expect((await detailOf(userId)).row.state).toBe("pending");
  tandem.backend.setChaos({ mode: "ok" });
  await expect.poll(async () => (await detailOf(userId)).row.state, { timeout: 30_000 }).toBe("linked");
});

describe("soft-delete and restore", () => {
  test("ends the member's sessions, keeps the reason, and restore brings the account back", async () => {
    const { member, person, userId } = await register();
    await admin.trpc.users.softDelete.mutate({ id: userId, reason: "Asked by phone" });
    expect(await detailOf(userId)).toMatchObject({
      row: { state: "deleted", reason: "contact_still_active" },
      user: { deletionReason: "Asked by phone" },
    });
    expect((await appErrorOf(member.trpc.portal.me.query())).code).toBe("unauthenticated");
    await admin.trpc.users.restore.mutate({ id: userId });
    expect((await detailOf(userId)).row.state).toBe("linked");
    const login = { email: person.email, password: person.password };
    expect(await member.trpc.portal.signIn.mutate(login)).toMatchObject({ userId });
  });

  test("needs a reason, and cannot restore an account whose e-mail has a new owner", async () => {
    const { person, userId } = await register();
    const noReason = await admin.trpc.users.softDelete
      .mutate({ id: userId, reason: " " })
      .catch((e: Error) => e.message);
    expect(noReason).toContain("Say why");
    await admin.trpc.users.softDelete.mutate({ id: userId, reason: "Asked by phone" });
    await register({ email: person.email });
    expect((await appErrorOf(admin.trpc.users.restore.mutate({ id: userId }))).message).toContain("e-mail");
  });

  test("every step is on the timeline: who did what, when and why", async () => {
    const { userId } = await register();
    await admin.trpc.users.softDelete.mutate({ id: userId, reason: "Double account" });
    const { events } = await admin.trpc.users.timeline.query({ id: userId });
    // The mail that asks for the address goes out whenever it does.
    const ours = events.filter(({ actor, action }) => actor !== "Backend" && action !== "send mail");
    expect(ours.map(({ action, actor, reason }) => ({ action, actor, reason }))).toEqual([
      { action: "soft-delete", actor: "Ada Admin", reason: "Double account" },
      { action: "job register", actor: "Tandem", reason: null },
      { action: "register", actor: "Member", reason: null },
    ]);
  });
});

test("somebody soft-deleted who registers again gets their CRM contact back, on the new account", async () => {
  const { person, userId } = await register();
  const contactId = (await detailOf(userId)).row.contactId;
  await admin.trpc.users.softDelete.mutate({ id: userId, reason: "Asked by phone" });
  const again = await register({ email: person.email });
  // The CRM leaves the contact as it was somebody's, and what differs is settled by a job of its own.
  await expect
    .poll(async () => (await detailOf(again.userId)).row, { timeout: 15_000 })
    .toMatchObject({ state: "linked", contactId });
  expect((await detailOf(userId)).row).toMatchObject({ state: "deleted", reason: "both_gone" });
});

describe("re-send welcome", () => {
  test("is done when the backend's own log says so", async () => {
    const { userId } = await register();
    const { jobId } = await admin.trpc.users.resendWelcome.mutate({ id: userId, reason: "Lost it" });
    await settled(userId, jobId, "succeeded");
    const { row, jobs } = await detailOf(userId);
    expect(row.state).toBe("linked");
    expect(jobs[0]).toMatchObject({ kind: "resend_welcome", reason: "Lost it", requestedBy: "Ada Admin" });
  });
});

describe("while the backend is down", () => {
  test("the page shows the mirror and says why", async () => {
    const { userId } = await register();
    tandem.backend.setChaos({ mode: "down" });
    const { contact, row } = await detailOf(userId);
    expect(row.state).toBe("linked");
    expect(contact?.source).toMatchObject({
      kind: "mirror",
      because: expect.stringContaining("could not be reached"),
    });
  });
});

describe("a run over everything that matches", () => {
  test("resyncs each, keeps an outcome for each, and ends by itself", async () => {
    tandem.backend.setChaos({ mode: "refuse", code: "VALIDATION_ERROR" });
    const people = [await register(), await register(), await register()];
    tandem.backend.setChaos({ mode: "ok" });
    const selection = { by: "filter" as const, filter: { states: ["failed" as const] }, except: [] };
    const plan = await admin.trpc.runs.preview.query({ action: "resync", selection });
    expect(plan).toMatchObject({ count: 3, exact: true, kinds: [{ kind: "register", count: 3, why: null }] });
    const { runId } = await startRunOverHttp(admin, {
      ...{ name: "Outage", reason: "The backend refused for a while", action: "resync", selection },
    });
    await expect
      .poll(() => admin.trpc.runs.get.query({ runId }), { timeout: 20_000 })
      .toMatchObject({ state: "done", total: 3, done: 3, skipped: 0, failed: 0 });
    for (const { userId } of people) expect((await detailOf(userId)).row.state).toBe("linked");
    const { items } = await admin.trpc.runs.items.query({ runId });
    expect(items.map(({ outcome }) => outcome)).toEqual(["done", "done", "done"]);
  });

  test("skips who cannot be resynced and says why; a cancelled run starts nobody further", async () => {
    const { userId } = await register();
    await admin.trpc.users.softDelete.mutate({ id: userId, reason: "Asked by phone" });
    const { row } = await detailOf(userId);
    const selection = { by: "ids" as const, linkIds: [row.linkId] };
    const run = { name: "One", reason: "To see it skipped", action: "resync" as const, selection };
    const { runId } = await startRunOverHttp(admin, run);
    await expect
      .poll(() => admin.trpc.runs.get.query({ runId }), { timeout: 20_000 })
      .toMatchObject({ state: "done", skipped: 1 });
    const { items } = await admin.trpc.runs.items.query({ runId });
    expect(items[0]).toMatchObject({ outcome: "skipped", why: expect.stringContaining("Restore") });
    expect((await appErrorOf(admin.trpc.runs.cancel.mutate({ runId }))).code).toBe("conflict");
  });
});
