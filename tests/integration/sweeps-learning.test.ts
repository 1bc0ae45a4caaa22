import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { crmId, SweepScene, userId } from "./sweeps-harness";

const MINUTE = 60_000;

let scene: SweepScene;
beforeEach(async () => {
  scene = await SweepScene.open();
});
afterEach(() => scene.close());

describe("what a sweep learns", () => {
  test("is not put over what a webhook said while its page was on the way", async () => {
    scene.fill(150);
    scene.server();
    await scene.sweep("full");
    scene.clock.now += MINUTE;
    scene.edit(120, { lastName: "Alt" });
    // The page is answered before the second edit, and booked after the webhook of it.
    scene.stub.before = async ({ path, offset }) => {
      if (path !== "/crm/contacts" || offset !== 100) return;
      const body = scene.stub.list(offset);
      scene.clock.now += 1000;
      scene.edit(120, { lastName: "Neu" });
      await scene.webhook(120, { lastName: "Neu" });
      return { body };
    };
    await scene.sweep("full");
    expect(await scene.mirrored(120)).toMatchObject({ lastName: "Neu" });
  });

  test("is not put over a webhook's news of the same millisecond either", async () => {
    scene.fill(3);
    scene.server();
    await scene.sweep("full");
    scene.clock.now += MINUTE;
    scene.edit(1, { lastName: "Alt" });
    scene.stub.before = async () => {
      const body = scene.stub.list(0);
      scene.edit(1, { lastName: "Neu" });
      await scene.webhook(1, { lastName: "Neu" });
      return { body };
    };
    await scene.sweep("full");
    expect(await scene.mirrored(1)).toMatchObject({ lastName: "Neu" });
  });

  test("is taken although an event was stamped a moment after the state it tells of", async () => {
    scene.fill(3);
    scene.server();
    await scene.sweep("full");
    scene.clock.now += MINUTE;
    scene.edit(1, { lastName: "Neu", company: "Klinik Haff" });
    await scene.webhook(1, { lastName: "Neu" }, scene.clock.now + 3);
    scene.clock.now += MINUTE;
    await scene.sweep("full");
    expect(await scene.mirrored(1)).toMatchObject({ lastName: "Neu", company: "Klinik Haff" });
  });

  test("of changes is asked for since the newest one known, with some minutes to spare", async () => {
    scene.fill(30);
    scene.server();
    const newest = Math.max(...scene.stub.contacts.map(({ updatedAt }) => updatedAt));
    await scene.sweep("full");
    scene.clock.now += 60 * MINUTE;
    scene.edit(4, { phone: "0381 12345" });
    const sweep = await scene.sweep("changes");
    expect(scene.stub.requests.at(-1)?.updatedSince).toBe(newest - 10 * MINUTE);
    expect(sweep).toMatchObject({ changed: 1, notMet: null });
    const again = scene.clock.now;
    scene.clock.now += 60 * MINUTE;
    expect(await scene.sweep("changes")).toMatchObject({ read: 1, changed: 0 });
    expect(scene.stub.requests.at(-1)?.updatedSince).toBe(again - 10 * MINUTE);
  });

  test("is found although the CRM's clock is half an hour behind", async () => {
    scene.fill(3);
    scene.server();
    await scene.sweep("full");
    scene.clock.now += 60 * MINUTE;
    scene.edit(1, { lastName: "Eins" }, -30 * MINUTE);
    await scene.sweep("changes");
    scene.clock.now += 5 * MINUTE;
    scene.edit(2, { lastName: "Zwei" }, -30 * MINUTE);
    scene.clock.now += 5 * MINUTE;
    await scene.sweep("changes");
    expect(await scene.mirrored(2)).toMatchObject({ lastName: "Zwei" });
  });

  test("without a webhook counts as missed, with one it does not", async () => {
    scene.fill(10);
    scene.server();
    expect((await scene.sweep("full")).findings.missed).toBe(0);
    scene.clock.now += MINUTE;
    const changedAt = scene.clock.now;
    scene.edit(3, { lastName: "Still" });
    scene.edit(4, { lastName: "Laut", company: "Klinik Haff" });
    await scene.webhook(4, { lastName: "Laut" }, changedAt - 2);
    scene.clock.now += 10 * MINUTE;
    const sweep = await scene.sweep("changes");
    expect(await scene.found(sweep.sweepId, "missed")).toMatchObject([
      { contactId: crmId(3), changedAt, name: "Petra Still" },
    ]);
    expect(sweep.changed).toBe(2);
  });

  test("does not call a webhook missed that may still be on its way", async () => {
    scene.fill(2);
    scene.server();
    await scene.sweep("full");
    scene.clock.now += MINUTE;
    scene.edit(1, { lastName: "Eben" });
    const changedAt = scene.clock.now;
    scene.clock.now += 1000;
    const { sweepId, findings } = await scene.sweep("changes");
    expect(findings.missed).toBe(0);
    scene.clock.now += 30_000;
    await scene.webhook(1, { lastName: "Eben" }, changedAt);
    await scene.timePasses(2 * MINUTE);
    expect((await scene.get(sweepId)).findings.missed).toBe(0);
  });

  test("is called missed in the end, although the sweep that met it came too early to tell", async () => {
    scene.fill(4);
    scene.server();
    await scene.sweep("full");
    scene.clock.now += MINUTE;
    scene.edit(1, { lastName: "Eben" });
    const changedAt = scene.clock.now;
    scene.clock.now += 1000;
    const { sweepId, findings } = await scene.sweep("changes");
    expect(findings.missed).toBe(0);
    await scene.timePasses(2 * MINUTE);
    expect((await scene.sweep("changes")).findings.missed).toBe(0);
    expect(await scene.found(sweepId, "missed")).toMatchObject([{ contactId: crmId(1), changedAt }]);
    expect((await scene.get(sweepId)).findings.missed).toBe(1);
  });

  test("is called missed although somebody at the desk has looked before any sweep did", async () => {
    scene.fill(4);
    scene.server();
    const { sweepId } = await scene.sweep("full");
    scene.clock.now += MINUTE;
    scene.edit(1, { lastName: "Eben" });
    await scene.readsBack(1);
    await scene.readsBack(1);
    await scene.timePasses(2 * MINUTE);
    expect((await scene.sweep("changes")).findings.missed).toBe(0);
    expect(await scene.found(sweepId, "missed")).toMatchObject([{ contactId: crmId(1) }]);
  });

  test("is told of everybody whom one change reaches, also of those left to a later transaction", async () => {
    const crowd = Array.from({ length: 120 }, (_, n) => n);
    for (const n of crowd) await scene.account(n, { crmContactId: crmId(0) });
    expect(await scene.row(119)).toBe("broken contact_not_found");
    scene.fill(1);
    scene.server();
    const { sweepId } = await scene.sweep("full");
    await scene.timePasses(0);
    const states = await Promise.all(crowd.map((n) => scene.row(n)));
    expect(states.filter((state) => state?.startsWith("conflict"))).toHaveLength(120);
    const { findings } = await scene.get(sweepId);
    expect(findings.conflict).toBeGreaterThanOrEqual(120);
  });
});

describe("a hot sweep", () => {
  test("reads one by one those who are not well or were heard of lately, and nobody else", async () => {
    scene.fill(12);
    for (const n of [0, 1, 2]) scene.stub.contacts[n] = scene.contact(n, { convexUserId: userId(n) });
    for (const n of [0, 1, 2]) await scene.account(n);
    scene.server();
    await scene.sweep("full");
    scene.clock.now += 12 * 60 * MINUTE;
    scene.edit(1, { lastName: "Anders" });
    await scene.webhook(1, { lastName: "Anders" });
    await scene.webhook(7, { phone: "0381 12345" });
    expect(await scene.row(1)).toBe("drifted fields:lastName");
    scene.clock.now += 1;
    scene.edit(1, { lastName: "Person 1" });
    const sweep = await scene.sweep("hot");
    expect(scene.asked().sort()).toEqual([crmId(1), crmId(7)]);
    expect(sweep).toMatchObject({ read: 2, toRead: 2, findings: { healed: 1 } });
    expect(await scene.row(1)).toBe("linked in_sync");
  });

  test("marks nobody as gone: that needs the whole list", async () => {
    scene.fill(2);
    scene.stub.contacts[1] = scene.contact(1, { convexUserId: userId(1), lastName: "Anders" });
    await scene.account(1);
    scene.server();
    await scene.sweep("full");
    scene.vanish(1);
    expect(await scene.sweep("hot")).toMatchObject({ read: 1, findings: { gone: 0 }, unreadable: 0 });
    expect(await scene.mirrored(1)).not.toBeNull();
  });

  test("reads in turn everybody who is not well, also those of whom no job has ever ended", async () => {
    const people = Array.from({ length: 400 }, (_, n) => n);
    for (const n of people) await scene.account(n);
    expect(await scene.row(200)).toBe("broken contact_not_found");
    scene.server();
    for (let n = 0; n < 5; n++) {
      scene.clock.now += MINUTE;
      expect((await scene.sweep("hot")).toRead).toBeLessThanOrEqual(150);
    }
    expect(new Set(scene.asked()).size).toBe(400);
    const times = scene.asked().filter((id) => id === crmId(0)).length;
    scene.clock.now += MINUTE;
    await scene.sweep("hot");
    await scene.sweep("hot");
    expect(scene.asked().filter((id) => id === crmId(0)).length).toBeGreaterThan(times);
  });

  test("of nobody ends at once", async () => {
    scene.server();
    expect(await scene.sweep("hot")).toMatchObject({ read: 0, toRead: 0 });
  });
});

describe("webhooks of somebody whom nobody here knew yet", () => {
  const accountOf = async (n: number) => (await scene.query(api.people.get, { id: userId(n) }))?.user;
  const outcomes = async () => {
    const deliveries = await scene.store.run((ctx) => ctx.db.query("webhookDeliveries").collect());
    return deliveries.map(({ outcome }) => outcome);
  };

  test("are judged when a sweep brings the contact: the frontend user's account is the one that it names", async () => {
    scene.fill(3);
    scene.server();
    await scene.account(1, { crmContactId: undefined });
    scene.edit(1, { convexUserId: userId(1), frontendUserId: "fu_1" });
    scene.clock.now += MINUTE;
    const data = { contactId: "unknown", frontendUserId: "fu_1", lastName: "Neu" };
    expect(await scene.webhook(1, data, scene.clock.now, "user.updated")).toBe("unmatched");
    await scene.sweep("full");
    await scene.store.runScheduled();
    expect(await outcomes()).toEqual(["applied"]);
    expect(await accountOf(1)).toMatchObject({ lastName: "Neu" });
  });

  test("are judged by their own time: who was deleted before the CRM's last change is not, who was after it is", async () => {
    scene.fill(3);
    scene.server();
    scene.clock.now += MINUTE;
    expect(await scene.webhook(1, {}, scene.contact(1).updatedAt - 2 * MINUTE, "contact.deleted")).toBe(
      "unmatched",
    );
    expect(await scene.webhook(2, {}, scene.clock.now, "contact.deleted")).toBe("unmatched");
    await scene.sweep("full");
    await scene.store.runScheduled();
    expect((await outcomes()).sort()).toEqual(["applied", "stale"]);
    expect([(await scene.mirrored(1))?.status, (await scene.mirrored(2))?.status]).toEqual([
      "active",
      "archived",
    ]);
  });

  test("are all judged, however many there are, and none of them twice", async () => {
    scene.fill(30);
    scene.server();
    scene.clock.now += MINUTE;
    for (let n = 0; n < 30; n++)
      for (let nth = 0; nth < 5; nth++) await scene.webhook(n, {}, scene.clock.now + nth, "contact.deleted");
    await scene.sweep("full");
    await scene.store.runScheduled();
    expect(new Set(await outcomes())).toEqual(new Set(["applied"]));
    const told = (await scene.events("Backend")).filter(({ action }) => action === "webhook contact.deleted");
    expect(told).toHaveLength(2 * 150);
  });

  test("stay unmatched for an account that has a frontend user of its own", async () => {
    scene.fill(3);
    scene.server();
    await scene.account(1, { crmContactId: undefined, frontendUserId: "fu_own" });
    scene.edit(1, { convexUserId: userId(1), frontendUserId: "fu_1" });
    await scene.webhook(1, { contactId: "unknown", frontendUserId: "fu_1" }, undefined, "user.deleted");
    await scene.sweep("full");
    await scene.store.runScheduled();
    expect(await outcomes()).toEqual(["unmatched"]);
    expect((await accountOf(1))?.status).toBe("active");
  });
});
