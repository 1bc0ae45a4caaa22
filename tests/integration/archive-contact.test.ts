import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { systemActor } from "../../server/convex-client";
import { appErrorOf } from "../support/app-error";
import { crmStaff, importUser } from "../support/crm-staff";
import { newPerson } from "../support/people";
import { type TestTandem, startTestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

let tandem: TestTandem;
let admin: Visitor;
let staff: ReturnType<typeof crmStaff>;
beforeAll(async () => {
  tandem = await startTestTandem();
  admin = await tandem.admin();
  staff = crmStaff(tandem);
});
beforeEach(() => void tandem.backend.setChaos({ mode: "ok" }));
afterAll(() => tandem.close());

const reason = "Asked to be forgotten";
const detailOf = (id: string) => admin.trpc.users.get.query({ id });
const archive = (id: string) => admin.trpc.users.archiveContact.mutate({ id, reason });
async function softDeleted() {
  const form = newPerson();
  const { userId } = await tandem.visitor().trpc.portal.register.mutate(form);
  const contactId = (await detailOf(userId)).row.contactId ?? "";
  await admin.trpc.users.softDelete.mutate({ id: userId, reason });
  return { userId, contactId, form };
}

test("the contact of a soft-deleted account is archived in the CRM, and both are gone", async () => {
  const { userId, contactId } = await softDeleted();
  expect((await detailOf(userId)).row.reason).toBe("contact_still_active");
  const { jobId } = await archive(userId);
  await expect
    .poll(async () => (await detailOf(userId)).row, { timeout: 15_000 })
    .toMatchObject({ state: "deleted", reason: "both_gone" });
  expect((await staff.read(contactId)).status).toBe("archived");
  await expect
    .poll(async () => (await detailOf(userId)).jobs.find((job) => job.jobId === jobId), { timeout: 15_000 })
    .toMatchObject({ kind: "archive", state: "succeeded", requestedBy: "Ada Admin", reason });
});

test("the contact of a living account is not, nor one that is archived already", async () => {
  const { userId } = await tandem.visitor().trpc.portal.register.mutate(newPerson());
  expect(await appErrorOf(archive(userId))).toMatchObject({ code: "conflict", field: "id" });
  const gone = await softDeleted();
  await archive(gone.userId);
  await expect
    .poll(async () => (await detailOf(gone.userId)).row.reason, { timeout: 15_000 })
    .toBe("both_gone");
  expect((await appErrorOf(archive(gone.userId))).message).toContain("No active CRM contact");
});

test("restoring the account while the archiving waits cancels it: the contact stays", async () => {
  const { userId, contactId } = await softDeleted();
  tandem.backend.setChaos({ mode: "error" });
  const { jobId } = await archive(userId);
  const job = async () => (await detailOf(userId)).jobs.find((each) => each.jobId === jobId);
  await expect.poll(async () => (await job())?.state, { timeout: 15_000 }).toBe("waiting");
  await admin.trpc.users.restore.mutate({ id: userId });
  tandem.backend.setChaos({ mode: "ok" });
  expect((await job())?.state).toBe("cancelled");
  expect((await staff.read(contactId)).status).toBe("active");
  expect((await detailOf(userId)).row.state).toBe("linked");
});

test("a contact that has become a newer account's meanwhile is left alone, and the job says so", async () => {
  const { userId, contactId, form } = await softDeleted();
  // No try gets through before the contact has the other address, with which it becomes the newer account's at once.
  tandem.backend.setChaos({ mode: "error", match: { email: form.email } });
  await archive(userId);
  const job = async () => (await detailOf(userId)).jobs[0];
  await expect.poll(async () => (await job())?.state, { timeout: 15_000 }).toBe("waiting");
  const email = "newer@klinik.example";
  const convexUserId = await importUser(tandem, "imported-newer", { email });
  await staff.write(contactId, { email, convexUserId });
  await tandem.convex.as(systemActor).mutation(api.jobs.hurry, {});
  tandem.worker.nudge();
  await expect.poll(async () => (await job())?.state, { timeout: 30_000 }).toBe("failed");
  expect((await staff.read(contactId)).status).toBe("active");
});

describe("a contact that another living account names, though the CRM does not say so,", () => {
  const nameToo = (crmContactId: string) =>
    importUser(tandem, `imported-${crmContactId}`, { email: "other@klinik.example", crmContactId });

  test("is not offered for archiving, and asking for it is refused", async () => {
    const { userId, contactId } = await softDeleted();
    await nameToo(contactId);
    expect((await detailOf(userId)).repairs.archiveContact.allowed).toBe(false);
    expect(await appErrorOf(archive(userId))).toMatchObject({
      ...{ code: "conflict", message: expect.stringContaining("another living account") },
    });
  });

  test("is left alone when that was only learnt while the archiving waited", async () => {
    const { userId, contactId } = await softDeleted();
    tandem.backend.setChaos({ mode: "error" });
    await archive(userId);
    const job = async () => (await detailOf(userId)).jobs[0];
    await expect.poll(async () => (await job())?.state, { timeout: 15_000 }).toBe("waiting");
    await nameToo(contactId);
    tandem.backend.setChaos({ mode: "ok" });
    await expect.poll(async () => (await job())?.state, { timeout: 30_000 }).toBe("failed");
    expect((await job())?.errorMessage).toContain("another account");
    expect((await staff.read(contactId)).status).toBe("active");
  });
});
