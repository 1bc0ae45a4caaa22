import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { readEvent } from "../../server/webhooks/read-event";
import { signInTry } from "../support/members";
import { admin, Scene, system } from "./interleavings-harness";

/** What an event means: what is applied, what cannot be, and what is said of it. */
let scene: Scene;
beforeEach(async () => void (scene = await Scene.open()));
afterEach(() => scene.store.close());

const later = (ms = 1_000) => (scene.clock.now += ms);

/** A body as the door reads it, and takes it. */
async function deliver(body: { type: string; data: unknown; id?: string; timestamp?: unknown }) {
  const sentAt = scene.clock.now;
  const event = readEvent(Buffer.from(JSON.stringify(body)), {
    ...{ eventId: `evt_${sentAt}`, sentAt, happenedBy: sentAt },
  });
  if (!event) throw new Error("This is no event.");
  const arrival = { receivedAt: scene.clock.now, durationMs: 3, bytes: 200, headers: [] };
  return (await scene.mutate(api.webhooks.receive, { event, arrival })).outcome;
}

const newest = async () => {
  const { rows } = await scene.query(api.webhookLog.page, { cursor: null, limit: 1 });
  return scene.query(api.webhookLog.get, { attemptId: rows[0]?.attemptId ?? "" });
};

describe("data that cannot be right", () => {
  test("fails with the field named, is kept whole and changes nothing of the person it is about", async () => {
    const { userId, frontendUserId } = await scene.linked();
    later();
    const { user } = await scene.personOf(userId);
    const data = { frontendUserId, lastName: "Neu", email: "zoe at klinik" };
    expect(await deliver({ type: "user.updated", data })).toBe("failed");
    const detail = await newest();
    expect(detail).toMatchObject({
      outcome: "failed",
      cause: "invalid_email",
      person: { name: "Zoë Müller 1" },
    });
    expect(detail.delivery).toMatchObject({ outcome: "failed", message: "This is no e-mail address." });
    expect(JSON.parse(detail.payload)).toEqual({ type: "user.updated", data });
    expect((await scene.personOf(userId)).user).toEqual(user);
    const { events } = await scene.query(api.timeline.page, { id: userId, cursor: null });
    expect(events[0]).toMatchObject({ action: "webhook user.updated", outcome: "failed", changes: [] });
  });

  test("does not matter in an event that Tandem does not act on", async () => {
    expect(await deliver({ type: "invoice.paid", data: { email: 7 } })).toBe("ignored");
    expect(await deliver({ type: "invoice.paid", data: null, id: "evt_2" })).toBe("ignored");
  });

  test("an event that says of nobody whom it is about fails: it could never be matched", async () => {
    expect(await deliver({ type: "user.suspended", data: { reason: "fraud" } })).toBe("failed");
    expect((await newest()).cause).toBe("invalid_frontendUserId");
  });
});

describe("events that tell of some fields only", () => {
  test("a late one still decides the fields that nothing newer has spoken of", async () => {
    const { userId, frontendUserId } = await scene.linked();
    const first = later();
    const second = later();
    await scene.deliver(
      "user.updated",
      { frontendUserId, lastName: "Neu", phone: "+49301" },
      { eventAt: second },
    );
    const late = { frontendUserId, lastName: "Alt", firstName: "Zoé" };
    expect(await scene.deliver("user.updated", late, { eventAt: first })).toBe("applied");
    const { user, contact, row } = await scene.personOf(userId);
    expect(user).toMatchObject({ firstName: "Zoé", lastName: "Neu", phone: "+49301" });
    expect(contact).toMatchObject({ firstName: "Zoé", lastName: "Neu", phone: "+49301" });
    expect(row.state).toBe("linked");
  });

  test("a contact read from the CRM is known as a whole: nothing older decides any field of it", async () => {
    const { userId, crmContactId: contactId } = await scene.linked();
    const first = later();
    await scene.deliver("contact.updated", { contactId, lastName: "Neu" }, { eventAt: later() });
    await scene.resync(userId);
    const work = await scene.claimOne();
    await scene.settle(work, scene.achieved(work, { updatedAt: scene.clock.now, phone: "+49302" }));
    const late = { contactId, firstName: "Alt" };
    expect(await scene.deliver("contact.updated", late, { eventAt: first })).toBe("stale");
  });

  test("of two at the same moment the one with the greater ID holds, whichever comes first", async () => {
    const { userId, frontendUserId } = await scene.linked();
    const eventAt = later();
    const say = (eventId: string, lastName: string) =>
      scene.deliver("user.updated", { frontendUserId, lastName }, { eventAt, eventId });
    expect([await say("evt_b", "Second"), await say("evt_a", "First")]).toEqual(["applied", "stale"]);
    expect((await scene.personOf(userId)).user?.lastName).toBe("Second");
  });
});

describe("what it does beyond the fields", () => {
  test("user.deleted stops the welcome e-mail that was about to be sent, and says so", async () => {
    const { userId, frontendUserId, tokenHash } = await scene.linked();
    await scene.mutate(
      api.commands.resendWelcome,
      { id: userId, reason: "Lost", requestId: "r" },
      { subject: "op_1", name: "Ada Admin", role: "admin" },
    );
    later();
    expect(await deliver({ type: "user.deleted", data: { frontendUserId } })).toBe("applied");
    expect(await newest()).toMatchObject({ mailStopped: true, sessionsEnded: 1 });
    expect(await scene.isSignedIn(tokenHash)).toBe(false);
    const { events } = await scene.query(api.timeline.page, { id: userId, cursor: null });
    expect(events[0]?.summary).toContain("The welcome e-mail was not sent.");
    expect(await scene.claim()).toEqual([]);
  });

  test("who was deleted in 1970, by a clock of the backend that was never set, is shut out and shown as deleted", async () => {
    const { userId, frontendUserId, tokenHash } = await scene.linked();
    expect(await deliver({ type: "user.deleted", timestamp: 0, data: { frontendUserId } })).toBe("applied");
    expect(await scene.isSignedIn(tokenHash)).toBe(false);
    const { rows } = await scene.query(api.links.page, { query: userId, cursor: null, limit: 1 });
    expect(rows[0]).toMatchObject({ state: "deleted", userStatus: "deleted" });
  });

  test("what waited for a contact is applied when an event brings the contact", async () => {
    const contactId = "obj_new";
    const [first, second] = [later(), later()];
    expect(await scene.deliver("contact.deleted", { contactId }, { eventAt: second })).toBe("unmatched");
    expect(await scene.deliver("contact.created", { contactId, lastName: "Neu" }, { eventAt: first })).toBe(
      "applied",
    );
    await scene.store.runScheduled();
    const { rows } = await scene.query(api.webhookLog.page, { cursor: null, limit: 10 });
    const early = await scene.query(api.webhookLog.get, { attemptId: rows[1]?.attemptId ?? "" });
    expect([early.type, early.delivery?.outcome]).toEqual(["contact.deleted", "applied"]);
    const { contacts } = await scene.everything();
    expect(contacts[0]).toMatchObject({ crmId: contactId, status: "archived", createdAt: first });
  });

  test("what waited for somebody is applied when an import brings them: the account, or the contact that names it", async () => {
    const arrivedAt = later();
    for (const frontendUserId of ["fu_1", "fu_2"])
      expect(await scene.deliver("user.suspended", { frontendUserId })).toBe("unmatched");
    expect(await scene.deliver("contact.deleted", { contactId: "obj_3" })).toBe("unmatched");
    const created = { createdAt: 1, updatedAt: 1, status: "active", tags: [] };
    const users = [
      { externalId: "u1", createdAt: 1, frontendUserId: "fu_1" },
      { externalId: "u2", createdAt: 1 },
    ];
    await scene.mutate(api.imports.users, { users });
    await scene.store.runScheduled();
    const contacts = [
      { ...created, crmId: "obj_2", convexUserId: "u2", frontendUserId: "fu_2" },
      { ...created, crmId: "obj_3" },
    ];
    expect(await suspended()).toEqual(["u1"]);
    await scene.mutate(api.imports.contacts, { contacts });
    later();
    await scene.store.runScheduled();
    expect(await suspended()).toEqual(["u1", "u2"]);
    const { contacts: mirrored, users: accounts } = await scene.everything();
    expect(mirrored[1]).toMatchObject({ crmId: "obj_3", status: "archived" });
    expect(accounts[1]?.lastWebhook).toEqual({ at: arrivedAt, type: "user.suspended" });
  });

  test("an import that gives somebody their IDs wakes what waited for them; the same once more wakes nothing", async () => {
    const users = [{ externalId: "u1", createdAt: 1 }];
    await scene.mutate(api.imports.users, { users });
    later();
    await scene.deliver("user.suspended", { frontendUserId: "fu_1" });
    const again = { users: [{ externalId: "u1", createdAt: 1, frontendUserId: "fu_1" }] };
    expect(await scene.mutate(api.imports.users, again)).toEqual({ changed: 1 });
    await scene.store.runScheduled();
    expect(await suspended()).toEqual(["u1"]);
    expect(await scene.mutate(api.imports.users, again)).toEqual({ changed: 0 });
  });
});

describe("an e-mail that another living account has", () => {
  const signsIn = async (email: string) =>
    (await scene.mutate(api.memberSignIn.begin, signInTry(email), system)).credential?.convexId ?? null;
  const emailOf = async (id: string) => (await scene.personOf(id)).user?.email ?? "";
  const newestAttempt = async () => {
    const { rows } = await scene.query(api.webhookLog.page, { cursor: null, limit: 1 });
    return scene.query(api.webhookLog.get, { attemptId: rows[0]?.attemptId ?? "" });
  };

  test("is not applied, nor is the rest of the event, and the sides are seen to differ; a replay mends it once the other has given it up", async () => {
    const [one, other] = [await scene.linked(), await scene.linked()];
    const [mine, theirs] = [await emailOf(one.userId), await emailOf(other.userId)];
    const { frontendUserId } = one;
    later();
    const data = { frontendUserId, email: theirs.toUpperCase(), lastName: "Neu" };
    expect(await scene.deliver("user.updated", data)).toBe("failed");
    const { attemptId, cause, verdict, delivery } = await newestAttempt();
    expect([cause, delivery?.cause]).toEqual(["taken_email", "taken_email"]);
    expect(verdict).toContain("another account has the e-mail address");
    expect((await scene.personOf(one.userId)).user).toMatchObject({ email: mine, lastName: "Müller 1" });
    const { row, contact } = await scene.personOf(one.userId);
    expect([row.state, contact?.email, contact?.lastName]).toEqual(["drifted", data.email, "Neu"]);
    expect([await signsIn(mine), await signsIn(theirs)]).toEqual([one.convexId, other.convexId]);
    const { issues } = await scene.query(api.webhookWatch.issues, {});
    expect(issues).toMatchObject([{ type: "user.updated", cause: "taken_email", open: 1 }]);

    const replay = () =>
      scene.mutate(api.webhookReplays.replay, { attemptId, reason: "Given up", requestId: "r" }, admin);
    expect(await replay()).toMatchObject({ outcome: "failed", cause: "taken_email" });
    later();
    const given = { frontendUserId: other.frontendUserId, email: "new@klinik.example" };
    expect(await scene.deliver("user.updated", given)).toBe("applied");
    expect(await replay()).toMatchObject({ outcome: "applied" });
    expect((await scene.personOf(one.userId)).user).toMatchObject({ email: data.email, lastName: "Neu" });
    expect((await scene.personOf(one.userId)).row.state).toBe("linked");
    expect([await signsIn(theirs), await signsIn("new@klinik.example"), await signsIn(mine)]).toEqual([
      ...[one.convexId, other.convexId, null],
    ]);
  });

  test("is free once that one is deleted; who was deleted is not restored into it", async () => {
    const [one, other] = [await scene.linked(), await scene.linked()];
    const theirs = await emailOf(other.userId);
    await scene.softDelete(other.userId);
    later();
    const data = { frontendUserId: one.frontendUserId, email: theirs };
    expect(await scene.deliver("user.updated", data)).toBe("applied");
    expect(await signsIn(theirs)).toBe(one.convexId);
    await expect(scene.restore(other.userId)).rejects.toThrow("Another account has this e-mail");
  });

  test("is taken over by itself when that one has another, or is deleted: whom the backend told of it need not be remembered", async () => {
    const give = (other: { frontendUserId: string }) =>
      scene.deliver("user.updated", { frontendUserId: other.frontendUserId, email: "new@klinik.example" });
    const remove = (other: { userId: string }) => scene.softDelete(other.userId);
    for (const giveUp of [give, remove]) {
      const [one, other] = [await scene.linked(), await scene.linked()];
      const theirs = await emailOf(other.userId);
      later();
      const data = { frontendUserId: one.frontendUserId, email: theirs, lastName: "Neu" };
      expect(await scene.deliver("user.updated", data)).toBe("failed");
      const { attemptId } = await newestAttempt();
      later();
      await giveUp(other);
      await scene.store.runScheduled();
      const { user, row } = await scene.personOf(one.userId);
      expect(user).toMatchObject({ email: theirs, lastName: "Neu" });
      expect([row.state, await signsIn(theirs)]).toEqual(["linked", one.convexId]);
      const { delivery, attempts } = await scene.query(api.webhookLog.get, { attemptId });
      expect(delivery?.outcome).toBe("applied");
      expect(attempts.at(-1)).toMatchObject({ kind: "replay", outcome: "applied", by: "Tandem" });
    }
    const { issues } = await scene.query(api.webhookWatch.issues, {});
    expect(issues).toMatchObject([{ cause: "taken_email", count: 2, open: 0 }]);
  });

  test("given up too late is nobody's: the backend has told another one since", async () => {
    const [one, other] = [await scene.linked(), await scene.linked()];
    const theirs = await emailOf(other.userId);
    const { frontendUserId } = one;
    later();
    expect(await scene.deliver("user.updated", { frontendUserId, email: theirs })).toBe("failed");
    later();
    expect(await scene.deliver("user.updated", { frontendUserId, email: "x@klinik.example" })).toBe(
      "applied",
    );
    await scene.softDelete(other.userId);
    await scene.store.runScheduled();
    expect(await emailOf(one.userId)).toBe("x@klinik.example");
    expect(await signsIn(theirs)).toBeNull();
  });

  test("told again to the account that has it, or gone from it, is no clash: the last one still signs in", async () => {
    const { userId, convexId, frontendUserId } = await scene.linked();
    const email = await emailOf(userId);
    later();
    expect(await scene.deliver("user.updated", { frontendUserId, email, lastName: "Neu" })).toBe("applied");
    later();
    expect(await scene.deliver("user.updated", { frontendUserId, email: "" })).toBe("applied");
    expect(await signsIn(email)).toBe(convexId);
    later();
    const next = await scene.linked();
    expect(await scene.deliver("user.updated", { frontendUserId: next.frontendUserId, email })).toBe(
      "failed",
    );
  });
});

/** Who is suspended, by the ID they brought along. */
async function suspended(): Promise<Array<string | undefined>> {
  const { users } = await scene.everything();
  return users.filter(({ suspendedAt }) => suspendedAt).map(({ externalId }) => externalId);
}
