import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { appErrorOf } from "../support/app-error";
import { crmStaff, importContact, importUser } from "../support/crm-staff";
import { newPerson } from "../support/people";
import { type TestTandem, startTestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";
import { admin as operator, failed, Scene, system } from "./interleavings-harness";

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
const newEmail = () => `office.${++n}@klinik.example`;
const newId = () => `imported-${++n}`;
const reason = "Checked by phone";
const detailOf = (id: string) => admin.trpc.users.get.query({ id });
const stateOf = async (id: string) => (await detailOf(id)).row.state;
const candidatesOf = (id: string) => admin.trpc.users.matchCandidates.query({ id });
const linked = (id: string) => expect.poll(() => stateOf(id), { timeout: 15_000 }).toBe("linked");

/** An account and a contact that nothing but their e-mail connects. */
async function matchedByEmail(fields = {}) {
  const email = newEmail();
  const contact = await staff.create({ email, firstName: "Zoë", lastName: "Müller", ...fields });
  const id = await importUser(tandem, newId(), { email, firstName: "Zoë", lastName: "Müller" });
  return { id, email, contactId: contact.id };
}

/** Two contacts with the e-mail of one account: nobody can tell which is theirs. */
async function ambiguous() {
  const { id, email, contactId } = await matchedByEmail();
  const other = await staff.create({ email: newEmail(), firstName: "Anna", lastName: "Beck" });
  await staff.edit(other.id, { email });
  return { id, email, contactId, otherId: other.id };
}

describe("the evidence", () => {
  test("says of each candidate what fits and what does not, the likeliest first", async () => {
    const { id, contactId, otherId } = await ambiguous();
    expect(await stateOf(id)).toBe("conflict");
    const { candidates, more, decisions } = await candidatesOf(id);
    expect(candidates.map((each) => each.contactId)).toEqual([contactId, otherId]);
    expect({ more, decisions }).toEqual({ more: false, decisions: [] });
    const verdicts = (index: number) =>
      Object.fromEntries((candidates[index]?.evidence ?? []).map(({ kind, verdict }) => [kind, verdict]));
    expect(verdicts(0)).toMatchObject({ email: "for", name: "for", created: "for", phone: "neutral" });
    expect(verdicts(1)).toMatchObject({ email: "for", name: "against", other_claimants: "neutral" });
  });

  test("is there from the contact's side too", async () => {
    const { id, contactId } = await ambiguous();
    const { candidates } = await candidatesOf(contactId);
    expect(candidates).toMatchObject([{ userId: id, contactId, other: "user", acceptBlocked: null }]);
  });
});

describe("accepting a match", () => {
  test("links exactly this pair on both sides; the other contact stands alone", async () => {
    const { id, contactId, otherId } = await ambiguous();
    const { jobId } = await admin.trpc.users.acceptMatch.mutate({ id, contactId: otherId, reason });
    expect(jobId).not.toBeNull();
    await linkedOrDrifted(id, otherId);
    expect((await staff.read(otherId)).customProperties.convexUserId).toBe(id);
    expect((await staff.read(contactId)).customProperties.convexUserId).toBeUndefined();
    expect((await detailOf(contactId)).row).toMatchObject({ state: "crm_only", userId: null });
    const { events } = await admin.trpc.users.timeline.query({ id });
    expect(events.find(({ action }) => action === "accept match")).toMatchObject({
      actor: "Ada Admin",
      reason,
    });
  });

  test("takes the contact away from the other account that claims it", async () => {
    const contact = await staff.create({ email: newEmail(), firstName: "Zoë", lastName: "Müller" });
    const claim = { crmContactId: contact.id, firstName: "Zoë", lastName: "Müller" };
    const [first, second] = [
      await importUser(tandem, newId(), { ...claim, email: newEmail() }),
      await importUser(tandem, newId(), { ...claim, email: newEmail() }),
    ];
    expect((await detailOf(first)).row).toMatchObject({ state: "conflict", reason: "contact_claimed_twice" });
    const { candidates } = await candidatesOf(first);
    expect(candidates[0]?.claimants).toMatchObject([{ userId: second, deleted: false }]);
    await admin.trpc.users.acceptMatch.mutate({ id: first, contactId: contact.id, reason });
    await linkedOrDrifted(first, contact.id);
    expect(await stateOf(second)).toBe("convex_only");
    const { events } = await admin.trpc.users.timeline.query({ id: second });
    expect(events[0]).toMatchObject({ action: "release contact", reason });
  });

  test("takes the account's ID off the contact that carried it before", async () => {
    const id = newId();
    const wrong = await staff.create({ email: newEmail(), firstName: "Anna", convexUserId: id });
    const email = newEmail();
    const right = await staff.create({ email, firstName: "Zoë" });
    await importUser(tandem, id, { email, firstName: "Zoë", crmContactId: right.id });
    expect(await stateOf(id)).toBe("conflict");
    await admin.trpc.users.acceptMatch.mutate({ id, contactId: right.id, reason });
    await linked(id);
    expect((await staff.read(wrong.id)).customProperties.convexUserId).toBeUndefined();
    expect((await detailOf(wrong.id)).row).toMatchObject({ state: "crm_only", reason: "no_account" });
  });

  test("does not bring along the frontend user of the account that the contact named before", async () => {
    const member = tandem.visitor();
    const { userId: owner } = await member.trpc.portal.register.mutate(newPerson());
    const before = await detailOf(owner);
    const contactId = before.row.contactId ?? "";
    const id = await importUser(tandem, newId(), { email: newEmail(), crmContactId: contactId });
    expect((await detailOf(id)).row).toMatchObject({ state: "conflict", reason: "contact_claimed_twice" });
    await admin.trpc.users.acceptMatch.mutate({ id, contactId, reason });
    await expect.poll(() => stateOf(id), { timeout: 15_000 }).not.toBe("pending");
    expect((await staff.read(contactId)).customProperties.frontendUserId).toBeUndefined();
    expect((await detailOf(id)).row.frontendUserId).toBeNull();
    expect((await detailOf(owner)).row).toMatchObject({ state: "convex_only" });
  });

  test("by two operators at once: the second is told that a job is under way", async () => {
    const { id, contactId, otherId } = await ambiguous();
    tandem.backend.setChaos({ mode: "down" });
    const accept = (chosen: string) => admin.trpc.users.acceptMatch.mutate({ id, contactId: chosen, reason });
    await accept(contactId);
    expect(await appErrorOf(accept(otherId))).toMatchObject({
      code: "conflict",
      message: expect.stringContaining("under way"),
    });
  });

  test("of one contact for two accounts: the second is refused, and the first keeps it", async () => {
    const { id: first, email, contactId } = await matchedByEmail();
    const second = await importUser(tandem, newId(), { email, firstName: "Zoë", lastName: "Müller" });
    expect(await stateOf(second)).toBe("conflict");
    await admin.trpc.users.acceptMatch.mutate({ id: first, contactId, reason });
    const refused = await appErrorOf(admin.trpc.users.acceptMatch.mutate({ id: second, contactId, reason }));
    expect(refused).toMatchObject({ code: "conflict", message: expect.stringContaining("another account") });
    await linked(first);
    expect(await stateOf(second)).toBe("convex_only");
  });

  test("of a contact archived meanwhile fails with the reason, and the row then says that it is archived", async () => {
    const { id, contactId } = await matchedByEmail();
    tandem.backend.setChaos({ mode: "error" });
    await admin.trpc.users.acceptMatch.mutate({ id, contactId, reason });
    // Long enough for what happens meanwhile: the second wait is up to a minute.
    const waitsMs = async () => ((await detailOf(id)).jobs[0]?.nextAttemptAt ?? 0) - Date.now();
    await expect.poll(waitsMs, { timeout: 60_000 }).toBeGreaterThan(3_000);
    tandem.backend.setChaos({ mode: "ok" });
    await staff.edit(contactId, { status: "archived" });
    await admin.trpc.users.resync.mutate({ id });
    await expect.poll(() => stateOf(id), { timeout: 15_000 }).toBe("failed");
    const { jobs, contact } = await detailOf(id);
    expect(jobs[0]?.errorMessage).toContain("archived");
    expect(contact?.status).toBe("archived");
    await admin.trpc.users.resync.mutate({ id });
    await linked(id);
    expect((await staff.read(contactId)).status).toBe("active");
  });
});

async function linkedOrDrifted(id: string, contactId: string): Promise<void> {
  await expect.poll(() => stateOf(id), { timeout: 15_000 }).toMatch(/^(linked|drifted)$/u);
  expect((await detailOf(id)).row.contactId).toBe(contactId);
}

test("linking a pair that matched by e-mail stops at a contact that is another account's by now", async () => {
  const owner = await importUser(tandem, newId(), { email: newEmail() });
  const email = newEmail();
  const { id: contactId } = await staff.create({ email, convexUserId: owner });
  await importContact(tandem, contactId, { email });
  const id = await importUser(tandem, newId(), { email });
  expect(await stateOf(id)).toBe("unlinked");
  await admin.trpc.users.resync.mutate({ id });
  await expect.poll(() => stateOf(id), { timeout: 15_000 }).toBe("failed");
  expect((await detailOf(id)).jobs[0]?.errorMessage).toContain("another account");
  expect((await staff.read(contactId)).customProperties.convexUserId).toBe(owner);
  expect((await detailOf(owner)).row).toMatchObject({ state: "unlinked", contactId });
});

describe("rejecting a match", () => {
  test("leaves each of the two alone, and never offers the pair again", async () => {
    const { id, contactId } = await matchedByEmail();
    expect(await stateOf(id)).toBe("unlinked");
    await admin.trpc.users.rejectMatch.mutate({ id, contactId, reason });
    expect((await detailOf(id)).row).toMatchObject({ state: "convex_only", contactId: null });
    expect((await detailOf(contactId)).row).toMatchObject({ state: "crm_only", userId: null });
    const { candidates, decisions } = await candidatesOf(id);
    expect(candidates).toEqual([]);
    expect(decisions).toMatchObject([{ verdict: "rejected", contactId, decidedBy: "Ada Admin", reason }]);
  });

  test("of one of two contacts leaves the other to match by itself", async () => {
    const { id, contactId, otherId } = await ambiguous();
    await admin.trpc.users.rejectMatch.mutate({ id, contactId: otherId, reason });
    expect((await detailOf(id)).row).toMatchObject({ state: "unlinked", contactId });
    expect((await detailOf(otherId)).row).toMatchObject({ state: "crm_only" });
  });

  test("holds when the same people are imported again, with the same e-mail", async () => {
    const { id, email, contactId } = await matchedByEmail();
    await admin.trpc.users.rejectMatch.mutate({ id, contactId, reason });
    await importUser(tandem, id, { email, firstName: "Zoë", lastName: "Müller" });
    await staff.edit(contactId, { email, firstName: "Zora" });
    expect(await stateOf(id)).toBe("convex_only");
    expect(await stateOf(contactId)).toBe("crm_only");
  });

  test("is not undone by a resync, though the backend goes by e-mail", async () => {
    const { id, contactId } = await matchedByEmail();
    await admin.trpc.users.rejectMatch.mutate({ id, contactId, reason });
    const refused = await appErrorOf(admin.trpc.users.resync.mutate({ id }));
    expect(refused).toMatchObject({ code: "conflict", message: expect.stringContaining("rejected") });
    expect((await staff.read(contactId)).customProperties.convexUserId).toBeUndefined();
  });

  test("not even when the mirror does not know that the contact has the account's e-mail", async () => {
    const { id, contactId } = await matchedByEmail();
    await admin.trpc.users.rejectMatch.mutate({ id, contactId, reason });
    await importContact(tandem, contactId, { email: newEmail() });
    await admin.trpc.users.resync.mutate({ id });
    await expect.poll(() => stateOf(id), { timeout: 15_000 }).toBe("failed");
    expect((await detailOf(id)).jobs[0]?.errorMessage).toContain("rejected");
    expect((await staff.read(contactId)).customProperties.convexUserId).toBeUndefined();
  });

  test("gives up the ID that the account stored, but cannot while the CRM stores the account's", async () => {
    const contact = await staff.create({ email: newEmail(), firstName: "Zoë" });
    const id = await importUser(tandem, newId(), { firstName: "Zoë", crmContactId: contact.id });
    expect((await detailOf(id)).row).toMatchObject({ state: "unlinked", reason: "backlink_missing" });
    await admin.trpc.users.rejectMatch.mutate({ id, contactId: contact.id, reason });
    expect((await detailOf(id)).user?.crmContactId).toBeNull();
    const other = newId();
    const named = await staff.create({ email: newEmail(), convexUserId: other });
    await importUser(tandem, other, { firstName: "Zoë" });
    const reject = admin.trpc.users.rejectMatch.mutate({ id: other, contactId: named.id, reason });
    expect(await appErrorOf(reject)).toMatchObject({ code: "conflict", field: "contactId" });
  });

  test("can be taken back: then the two match as before, and accepting works again", async () => {
    const { id, contactId } = await matchedByEmail();
    await admin.trpc.users.rejectMatch.mutate({ id, contactId, reason });
    const accept = () => admin.trpc.users.acceptMatch.mutate({ id, contactId, reason });
    expect((await appErrorOf(accept())).message).toContain("rejected");
    await admin.trpc.users.forgetRejection.mutate({ id, contactId });
    expect((await detailOf(id)).row).toMatchObject({ state: "unlinked", contactId });
    await accept();
    await linked(id);
  });
});

test("a contact accepted for one account and later for another is the second's: the first has no say any more", async () => {
  const scene = await Scene.open();
  const [createdAt, crmId] = [scene.clock.now, "obj_shared"];
  const users = ["first", "second"].map((externalId) => ({ externalId, createdAt, crmContactId: crmId }));
  await scene.mutate(api.imports.users, { users });
  const contact = { crmId, status: "active", tags: [], createdAt, updatedAt: createdAt };
  await scene.mutate(api.imports.contacts, { contacts: [contact] });
  const accept = (id: string) =>
    scene.mutate(api.matchReview.accept, { id, contactId: crmId, reason, requestId: "request" }, operator);
  const accepted = async (userId: string) =>
    (await scene.query(api.repairs.claims, { userId }, system)).accepted;
  await accept("first");
  expect(await accepted("first")).toEqual([crmId]);
  await scene.settle(await scene.claimOne(), failed("rejected"));
  await accept("second");
  expect({ first: await accepted("first"), second: await accepted("second") }).toEqual({
    ...{ first: [], second: [crmId] },
  });
  scene.store.close();
});
