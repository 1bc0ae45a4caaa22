import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { Scene } from "./interleavings-harness";

/** Webhooks that come late, twice, too early or out of order, and what must hold all the same. */
let scene: Scene;
beforeEach(async () => void (scene = await Scene.open()));
afterEach(() => scene.store.close());

/** A moment after the person was linked, in ms; the clock goes along. */
const later = (ms = 1_000) => (scene.clock.now += ms);
const statusOf = async (id: string) => (await scene.personOf(id)).row.userStatus;

describe("order", () => {
  test("a late user.deleted is applied, however much newer the profile is by then", async () => {
    const { userId, frontendUserId, tokenHash } = await scene.linked();
    const deletedAt = later();
    const data = { frontendUserId, lastName: "Neu" };
    expect(await scene.deliver("user.updated", data, { eventAt: later() })).toBe("applied");
    expect(await scene.deliver("user.deleted", { frontendUserId }, { eventAt: deletedAt })).toBe("applied");
    expect(await statusOf(userId)).toBe("deleted");
    expect(await scene.isSignedIn(tokenHash)).toBe(false);
  });

  test("a late user.suspended does not suspend somebody who has been reactivated since", async () => {
    const { userId, frontendUserId } = await scene.linked();
    const suspendedAt = later();
    await scene.deliver("user.reactivated", { frontendUserId }, { eventAt: later() });
    expect(await scene.deliver("user.suspended", { frontendUserId }, { eventAt: suspendedAt })).toBe("stale");
    expect(await statusOf(userId)).toBe("active");
  });

  test("a late user.deleted does not undo a newer restore; a newer one does", async () => {
    const { userId, frontendUserId } = await scene.linked();
    const deletedAt = later();
    later();
    await scene.softDelete(userId);
    await scene.restore(userId);
    expect(await scene.deliver("user.deleted", { frontendUserId }, { eventAt: deletedAt })).toBe("stale");
    expect(await statusOf(userId)).toBe("active");
    expect(await scene.deliver("user.deleted", { frontendUserId }, { eventAt: later() })).toBe("applied");
    expect(await statusOf(userId)).toBe("deleted");
  });

  test("user.updated older than the profile itself is stale", async () => {
    const { userId, frontendUserId } = await scene.linked();
    const { user } = await scene.personOf(userId);
    const eventAt = (user?.createdAt ?? 0) - 1;
    expect(await scene.deliver("user.updated", { frontendUserId, lastName: "Alt" }, { eventAt })).toBe(
      "stale",
    );
    expect((await scene.personOf(userId)).user?.lastName).toBe(user?.lastName);
  });

  test("user.updated when the mirror has heard something newer changes the account alone, and the link says so", async () => {
    const { userId, frontendUserId, crmContactId } = await scene.linked();
    const eventAt = later();
    await scene.deliver(
      "contact.updated",
      { contactId: crmContactId, phone: "+4915100000002" },
      { eventAt: later() },
    );
    const data = { frontendUserId, phone: "+4915100000001" };
    expect(await scene.deliver("user.updated", data, { eventAt })).toBe("applied");
    const { row, user, contact } = await scene.personOf(userId);
    expect([user?.phone, contact?.phone]).toEqual(["+4915100000001", "+4915100000002"]);
    expect(row).toMatchObject({ state: "drifted", reason: "fields:phone" });
  });

  type Step = { type: string; lastName?: string; id: string; at: number };
  const kinds = ["user.updated", "user.deleted", "user.suspended", "user.reactivated"];
  const history = fc
    .array(fc.record({ type: fc.constantFrom(...kinds), lastName: fc.constantFrom("A", "B", "C") }), {
      minLength: 1,
      maxLength: 6,
    })
    .map((steps): Step[] => steps.map((step, n) => ({ ...step, id: `evt-${n}`, at: (n + 1) * 1_000 })));
  /** Every event at least once, in any order, some of them again. */
  const deliveries = history.chain((steps) =>
    fc.record({
      steps: fc.constant(steps),
      order: fc
        .array(fc.constantFrom(...steps), { maxLength: 4 })
        .chain((again) =>
          fc.shuffledSubarray([...steps, ...again], { minLength: steps.length + again.length }),
        ),
    }),
  );

  async function playOut(steps: Step[]) {
    const { userId, frontendUserId, convexId } = await scene.linked();
    const start = scene.clock.now;
    for (const { type, lastName, id, at } of steps) {
      const profile = type === "user.updated" ? { lastName, firstName: "Zoë" } : {};
      const when = { eventAt: start + at, eventId: `${userId}-${id}` };
      await scene.deliver(type, { frontendUserId, ...profile }, when);
    }
    const { row, user } = await scene.personOf(userId);
    const { deletedAt, suspendedAt } = (await scene.store.run((ctx) => ctx.db.get("users", convexId))) ?? {};
    return { lastName: user?.lastName, state: row.state, deleted: !!deletedAt, suspended: !!suspendedAt };
  }

  test("any deliveries of a history, in any order and with repetitions, end in the state of the history", async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, async ({ steps, order }) => {
        const [inOrder, shuffled] = [await playOut(steps), await playOut(order)];
        const named = steps.some(({ type }) => type === "user.updated");
        expect({ ...shuffled, ...(named ? {} : { lastName: inOrder.lastName }) }).toEqual(inOrder);
      }),
      { numRuns: 60 },
    );
  });
});

describe("repetition", () => {
  test("the same event twice at the same time is applied once", async () => {
    const { userId, frontendUserId } = await scene.linked();
    const twice = { eventAt: later(), eventId: "evt_twice" };
    const data = { frontendUserId, lastName: "Neu" };
    const send = () => scene.deliver("user.updated", data, twice);
    expect((await Promise.all([send(), send(), send()])).sort()).toEqual([
      "applied",
      "duplicate",
      "duplicate",
    ]);
    const { events } = await scene.query(api.timeline.page, { id: userId, cursor: null });
    expect(events.filter(({ action }) => action === "webhook user.updated")).toHaveLength(1);
  });
});

describe("a webhook that arrives before the register job has settled", () => {
  test("is applied as soon as it has, oldest first, and the log says both", async () => {
    const { userId, tokenHash, work } = await scene.running();
    const frontendUserId = `frontend_user_${userId}`;
    const [first, second] = [later(), later()];
    const newer = { frontendUserId, lastName: "Newer" };
    expect(await scene.deliver("user.updated", newer, { eventAt: second })).toBe("unmatched");
    const older = { frontendUserId, lastName: "Older" };
    expect(await scene.deliver("user.updated", older, { eventAt: first })).toBe("unmatched");
    expect(await scene.deliver("user.suspended", { frontendUserId })).toBe("unmatched");
    later();
    await scene.settle(work, scene.achieved(work));
    const { user, webhooks } = await scene.personOf(userId);
    expect(user).toMatchObject({ lastName: "Newer", status: "suspended" });
    expect(await scene.isSignedIn(tokenHash)).toBe(false);
    expect(webhooks.map(({ outcome }) => outcome)).toEqual(["unmatched", "unmatched", "unmatched"]);
    const attemptId = webhooks[0]?.attemptId ?? "";
    const { verdict } = await scene.query(api.webhookLog.get, { attemptId });
    expect(verdict).toContain("applied when they were");
  });

  test("user.deleted ends the account, and no job goes on for it", async () => {
    const { userId, work } = await scene.running();
    await scene.deliver("user.deleted", { frontendUserId: `frontend_user_${userId}` }, { eventAt: later() });
    await scene.settle(work, scene.achieved(work, { lastName: "Differs" }));
    expect((await scene.personOf(userId)).row.state).toBe("deleted");
    expect(await scene.claim()).toEqual([]);
  });
});

describe("contacts", () => {
  test("contact.created before the register job has settled does not hide the IDs read back later", async () => {
    const { userId, work } = await scene.running();
    const contactId = `obj_${userId}`;
    await scene.deliver(
      "contact.created",
      { contactId, email: work.user.profile.email },
      { eventAt: later() },
    );
    scene.clock.now += 1;
    await scene.settle(work, { ...scene.achieved(work, { updatedAt: scene.clock.now - 5 }) });
    expect((await scene.personOf(userId)).row).toMatchObject({ state: "linked", contactId });
  });

  test("archived and brought back in the CRM: the link is broken, then linked again", async () => {
    const { userId, crmContactId: contactId } = await scene.linked();
    await scene.deliver("contact.deleted", { contactId }, { eventAt: later() });
    expect((await scene.personOf(userId)).row).toMatchObject({ state: "broken", reason: "contact_archived" });
    await scene.deliver("contact.updated", { contactId, status: "active" }, { eventAt: later() });
    const { row, webhooks } = await scene.personOf(userId);
    expect(row).toMatchObject({ state: "linked", lastWebhookType: "contact.updated" });
    expect(webhooks).toHaveLength(2);
  });

  test("what an event says is empty is gone on both sides, not an empty text", async () => {
    const { userId, frontendUserId } = await scene.linked();
    await scene.deliver("user.updated", { frontendUserId, phone: "+4915100000001" }, { eventAt: later() });
    await scene.deliver("user.updated", { frontendUserId, phone: "" }, { eventAt: later() });
    const { row, user, contact } = await scene.personOf(userId);
    expect([user?.phone, contact?.phone]).toEqual([null, null]);
    expect(row.state).toBe("linked");
  });

  test("an event type the contract does not name is ignored, also when it begins like one", async () => {
    const { userId, crmContactId: contactId, frontendUserId } = await scene.linked();
    const before = await scene.everything();
    expect(await scene.deliver("contact.merged", { contactId, lastName: "X" }, { eventAt: later() })).toBe(
      "ignored",
    );
    expect(await scene.deliver("user.constructor", { frontendUserId }, { eventAt: later() })).toBe("ignored");
    expect(await scene.everything()).toEqual(before);
    expect((await scene.personOf(userId)).row.state).toBe("linked");
  });
});
