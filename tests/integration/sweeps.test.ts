import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { crmId, SweepScene, userId } from "./sweeps-harness";

const MINUTE = 60_000;

let scene: SweepScene;
beforeEach(async () => {
  scene = await SweepScene.open();
});
afterEach(() => scene.close());

describe("a full sweep", () => {
  test("brings everybody of the CRM into the mirror, and says what it found about whom", async () => {
    scene.fill(250);
    scene.stub.contacts[0] = scene.contact(0, { convexUserId: userId(0) });
    scene.stub.contacts[1] = scene.contact(1, { convexUserId: userId(1), lastName: "Anders" });
    scene.stub.contacts[2] = scene.contact(2, { convexUserId: "u-other" });
    for (const n of [0, 1, 2, 3]) await scene.account(n);
    expect(await scene.row(0)).toBe("broken contact_not_found");
    scene.server();
    const sweep = await scene.sweep("full");
    expect(sweep).toMatchObject({
      read: 250,
      toRead: 250,
      changed: 250,
      mirrored: 250,
      notMet: 0,
      unreadable: 0,
    });
    expect(sweep.findings).toMatchObject({
      healed: 1,
      drifted: 1,
      conflict: 1,
      unlinked: 1,
      crm_only: 246,
      gone: 0,
    });
    expect(await scene.found(sweep.sweepId, "healed")).toMatchObject([
      { contactId: crmId(0), name: "Petra Person 0", from: "broken", to: "linked" },
    ]);
    expect(await scene.found(sweep.sweepId, "drifted")).toMatchObject([{ reason: "fields:lastName" }]);
    expect(await scene.row(0)).toBe("linked in_sync");
  });

  test("changes nothing when nothing has changed", async () => {
    scene.fill(120);
    scene.server();
    await scene.sweep("full");
    const before = await scene.mirrored(7);
    scene.clock.now += MINUTE;
    const again = await scene.sweep("full");
    expect(again).toMatchObject({ read: 120, changed: 0, notMet: 0 });
    expect(Object.values(again.findings).every((count) => count === 0)).toBe(true);
    expect(await scene.mirrored(7)).toEqual(before);
  });

  test("of an empty CRM and an empty mirror ends at once", async () => {
    scene.server();
    expect(await scene.sweep("full")).toMatchObject({ read: 0, notMet: 0, mirrored: 0 });
  });

  test("finds who is gone, and says so on the person's timeline", async () => {
    scene.fill(40);
    scene.stub.contacts[5] = scene.contact(5, { convexUserId: userId(5) });
    await scene.account(5);
    scene.server();
    await scene.sweep("full");
    expect(await scene.row(5)).toBe("linked in_sync");
    scene.vanish(5);
    scene.clock.now += MINUTE;
    const sweep = await scene.sweep("full");
    expect(sweep).toMatchObject({ state: "done", notMet: 1, mirrored: 40 });
    expect(sweep.findings).toMatchObject({ gone: 1, absent: 0, broken: 1 });
    expect(await scene.row(5)).toBe("broken contact_not_found");
    expect(await scene.mirrored(5)).toBeNull();
    expect(await scene.found(sweep.sweepId, "gone")).toMatchObject([
      { contactId: crmId(5), name: "Petra Person 5" },
    ]);
    scene.vanish(6);
    scene.clock.now += MINUTE;
    const { sweepId } = await scene.sweep("full");
    expect(await scene.found(sweepId, "gone")).toMatchObject([{ contactId: crmId(6), linkId: null }]);
    const events = await scene.store.run((ctx) => ctx.db.query("auditEvents").collect());
    expect(events).toContainEqual(expect.objectContaining({ action: "reconcile", contactId: crmId(5) }));
  });

  test("does not take somebody for gone who slipped between two pages while it read", async () => {
    scene.fill(250);
    scene.server();
    await scene.sweep("full");
    scene.clock.now += MINUTE;
    let shifted = false;
    scene.stub.before = ({ path, offset }) => {
      if (path !== "/crm/contacts" || offset !== 100 || shifted) return;
      shifted = true;
      scene.vanish(3);
    };
    const sweep = await scene.sweep("full");
    expect(scene.asked()).toEqual([crmId(100)]);
    expect(sweep).toMatchObject({ notMet: 1, findings: { gone: 0, absent: 0 } });
    expect(await scene.mirrored(100)).not.toBeNull();
    scene.clock.now += MINUTE;
    expect((await scene.sweep("full")).findings.gone).toBe(1);
    expect(await scene.mirrored(3)).toBeNull();
  });

  test("does not take somebody for gone of whom a webhook came meanwhile", async () => {
    scene.fill(40);
    scene.server();
    await scene.sweep("full");
    scene.vanish(5);
    scene.clock.now += MINUTE;
    scene.stub.before = async ({ path }) => {
      scene.clock.now += 1;
      if (path === "/crm/contacts") await scene.webhook(5, { lastName: "Da" });
    };
    expect(await scene.sweep("full")).toMatchObject({ notMet: 0, findings: { gone: 0 } });
    expect(await scene.mirrored(5)).toMatchObject({ lastName: "Da" });
  });

  test("keeps out of the mirror who is gone when an older webhook comes late; a newer one brings them back", async () => {
    scene.fill(40);
    scene.server();
    await scene.sweep("full");
    await scene.account(5);
    scene.vanish(5);
    scene.clock.now += MINUTE;
    const before = scene.clock.now;
    scene.clock.now += MINUTE;
    await scene.sweep("full");
    scene.clock.now += MINUTE;
    expect(await scene.webhook(5, { lastName: "Alt" }, before)).toBe("stale");
    expect(await scene.webhook(5, {}, before + 1, "contact.deleted")).toBe("stale");
    expect(await scene.mirrored(5)).toBeNull();
    expect(await scene.row(5)).toBe("broken contact_not_found");
    expect(await scene.webhook(5, { lastName: "Neu" })).toBe("applied");
    expect(await scene.mirrored(5)).toMatchObject({ lastName: "Neu" });
  });

  test("does not take an answer nobody can read for a proof that somebody is gone", async () => {
    scene.fill(40);
    scene.server();
    await scene.sweep("full");
    scene.vanish(5);
    scene.clock.now += MINUTE;
    scene.stub.before = ({ path }) => (path === "/crm/contacts" ? undefined : { body: { oops: true } });
    expect(await scene.sweep("full")).toMatchObject({
      notMet: 1,
      unreadable: 1,
      findings: { gone: 0, absent: 0 },
    });
    expect(await scene.mirrored(5)).not.toBeNull();
  });

  test("keeps a contact that nobody can read as it was", async () => {
    scene.fill(40);
    scene.server();
    await scene.sweep("full");
    scene.clock.now += MINUTE;
    scene.stub.before = ({ path }) => {
      if (path !== "/crm/contacts") return;
      const contacts = scene.stub.contacts.map(({ id, fields, ...rest }) => ({
        id,
        ...rest,
        customProperties: fields,
      }));
      const broken = contacts.map((contact) =>
        contact.id === crmId(7) ? { id: crmId(7), tags: 5 } : contact,
      );
      return { body: { contacts: broken, total: 40, hasMore: false } };
    };
    expect(await scene.sweep("full")).toMatchObject({ read: 40, unreadable: 1, notMet: 0 });
    expect(await scene.mirrored(7)).toMatchObject({ lastName: "Person 7" });
  });
});
