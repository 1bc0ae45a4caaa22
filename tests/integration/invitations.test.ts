import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { appErrorOf } from "../support/app-error";
import { crmStaff } from "../support/crm-staff";
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

let n = 0;
const newEmail = () => `guest.${++n}@klinik.example`;
const reason = "Asked at the congress";
const detailOf = (id: string) => admin.trpc.users.get.query({ id });
const stateOf = async (id: string) => (await detailOf(id)).row.state;
const tokenOf = (path: string) => new URL(path, tandem.localUrl).searchParams.get("invite") ?? "";

/** A contact without an account. */
const newContact = async (fields = {}) => {
  const email = newEmail();
  const contact = await staff.create({ email, firstName: "Zoë", lastName: `Gast-${n}`, ...fields });
  return { contactId: contact.id, email, lastName: `Gast-${n}` };
};
const invite = async (contactId: string) => {
  const { path } = await admin.trpc.users.invite.mutate({ id: contactId, reason });
  return tokenOf(path);
};

describe("an invitation", () => {
  test("shows its link once, keeps only a hash, and is on the contact's page and timeline", async () => {
    const { contactId, email } = await newContact();
    expect(await stateOf(contactId)).toBe("crm_only");
    const { path, expiresAt } = await admin.trpc.users.invite.mutate({ id: contactId, reason });
    expect(path).toMatch(/^\/portal\/register\?invite=[\w-]{43}$/u);
    expect(expiresAt - Date.now()).toBeGreaterThan(13 * 24 * 3_600_000);
    const { invitation, repairs } = await detailOf(contactId);
    expect(invitation).toMatchObject({ state: "open", createdBy: "Ada Admin", usedAt: null });
    expect(repairs.invite.allowed).toBe(true);
    const { events } = await admin.trpc.users.timeline.query({ id: contactId });
    expect(events.find(({ action }) => action === "invite")).toMatchObject({ reason, actor: "Ada Admin" });
    expect(tandem.logLines.join("")).not.toContain(tokenOf(path));
    const invited = await tandem.visitor().trpc.portal.invitation.query({ token: tokenOf(path) });
    expect(invited).toMatchObject({ email, firstName: "Zoë" });
  });

  test("links the person's first registration to the contact that waits, instead of making a second", async () => {
    const { contactId, email, lastName } = await newContact();
    const form = newPerson({ email, lastName, invite: await invite(contactId) });
    const result = await tandem.visitor().trpc.portal.register.mutate(form);
    expect(result).toMatchObject({ status: "linked", crmContactId: contactId });
    expect(await staff.search(lastName)).toHaveLength(1);
    expect((await detailOf(contactId)).invitation).toMatchObject({ state: "used" });
  });

  test("also when they register under another e-mail than the contact has", async () => {
    const { contactId, lastName } = await newContact();
    const email = newEmail();
    const form = newPerson({ email, lastName, invite: await invite(contactId) });
    const result = await tandem.visitor().trpc.portal.register.mutate(form);
    expect(result).toMatchObject({ status: "linked", crmContactId: contactId });
    const contacts = await staff.search(lastName);
    expect(contacts.map(({ id, customProperties }) => [id, customProperties.email])).toEqual([
      [contactId, email],
    ]);
    expect((await detailOf(result.userId)).row.frontendUserId).not.toBeNull();
  });

  test("also when the backend is down just then: the contact is theirs at once, the rest follows", async () => {
    const { contactId, lastName } = await newContact();
    const token = await invite(contactId);
    tandem.backend.setChaos({ mode: "down" });
    const form = newPerson({ email: newEmail(), lastName, invite: token });
    const { userId, status } = await tandem.visitor().trpc.portal.register.mutate(form);
    expect(status).toBe("backend_sync_pending");
    expect((await detailOf(userId)).row).toMatchObject({ state: "pending", contactId });
    tandem.backend.setChaos({ mode: "ok" });
    await expect.poll(() => stateOf(userId), { timeout: 30_000 }).toBe("linked");
    expect(await staff.search(lastName)).toHaveLength(1);
  });

  test("after a registration that the backend refused for good, a resync still makes them its user", async () => {
    const { contactId, lastName } = await newContact();
    const token = await invite(contactId);
    tandem.backend.setChaos({ mode: "refuse", code: "VALIDATION_ERROR" });
    const form = newPerson({ email: newEmail(), lastName, invite: token });
    const { userId } = await tandem.visitor().trpc.portal.register.mutate(form);
    expect(await stateOf(userId)).toBe("failed");
    tandem.backend.setChaos({ mode: "ok" });
    await admin.trpc.users.resync.mutate({ id: userId });
    await expect.poll(() => stateOf(userId), { timeout: 15_000 }).toBe("linked");
    const { row } = await detailOf(userId);
    expect(row).toMatchObject({ contactId, frontendUserId: expect.any(String) });
  });

  test("is good for one registration, and not after a newer one was made", async () => {
    const { contactId, email } = await newContact();
    const first = await invite(contactId);
    const second = await invite(contactId);
    const register = (token: string, address = newEmail()) =>
      tandem.visitor().trpc.portal.register.mutate(newPerson({ email: address, invite: token }));
    expect(await appErrorOf(register(first))).toMatchObject({ code: "invalid", field: "invite" });
    await register(second, email);
    expect(await appErrorOf(register(second))).toMatchObject({ code: "invalid", field: "invite" });
    expect(await tandem.visitor().trpc.portal.invitation.query({ token: second })).toBeNull();
  });

  test("is no good any more when the contact was archived or registered by itself meanwhile", async () => {
    const archived = await newContact();
    const registered = await newContact();
    const tokens = [await invite(archived.contactId), await invite(registered.contactId)];
    await staff.edit(archived.contactId, { status: "archived" });
    await tandem.visitor().trpc.portal.register.mutate(newPerson({ email: registered.email }));
    for (const token of tokens) {
      expect(await tandem.visitor().trpc.portal.invitation.query({ token })).toBeNull();
      const register = tandem.visitor().trpc.portal.register.mutate(newPerson({ invite: token }));
      expect((await appErrorOf(register)).field).toBe("invite");
    }
  });

  test("is refused for somebody who has an account, and for an archived contact", async () => {
    const { userId } = await tandem.visitor().trpc.portal.register.mutate(newPerson());
    const toUser = admin.trpc.users.invite.mutate({ id: userId, reason });
    expect(await appErrorOf(toUser)).toMatchObject({ code: "conflict" });
    const { contactId } = await newContact();
    await staff.edit(contactId, { status: "archived" });
    const toArchived = admin.trpc.users.invite.mutate({ id: contactId, reason });
    expect((await appErrorOf(toArchived)).message).toContain("archived");
  });
});

test("a registration without an invitation, under the contact's e-mail, ends linked to that contact", async () => {
  const { contactId, email, lastName } = await newContact();
  const form = newPerson({ email, lastName });
  const result = await tandem.visitor().trpc.portal.register.mutate(form);
  expect(result).toMatchObject({ status: "linked", crmContactId: contactId });
  expect(await staff.search(lastName)).toHaveLength(1);
});
