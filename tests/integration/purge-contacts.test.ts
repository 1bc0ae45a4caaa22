import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { personJson } from "../../server/http/export/person-file";
import { storedJoin } from "../support/stored-join";
import { foundIn } from "../support/every-document";
import { admin, Scene, system } from "./interleavings-harness";
import { crmId, SweepScene, userId } from "./sweeps-harness";

/** Forgetting contacts: those without an account, those that had none once, and those that the CRM has not any more. */
let scene: Scene;
beforeEach(async () => void (scene = await Scene.open()));
afterEach(() => scene.store.close());

const DAY = 24 * 3_600_000;
const requestId = "r";
const look = () => scene.mutate(api.purge.look, {});
const links = () => scene.store.run(({ db }) => db.query("links").collect());

async function lookAndPurge() {
  await look();
  await scene.store.runScheduled();
}

async function expectWholeJoin() {
  const { rows, wanted, counted, counts } = await scene.store.run(storedJoin);
  expect([rows, counted]).toEqual([wanted, counts]);
}

describe("a contact without an account", () => {
  const fields = {
    ...{ crmId: "obj_alone", frontendUserId: "fu_alone", status: "active", tags: ["vip"] },
    ...{ firstName: "Zoë", lastName: "Allein", email: "allein@klinik.example", createdAt: 1, updatedAt: 1 },
  };
  const marks = ["Allein", "allein@klinik"];
  const learn = (more: object = {}) =>
    scene.mutate(api.imports.contacts, { contacts: [{ ...fields, ...more }] }, admin);
  const purge = (typed = fields.email, identity = admin) =>
    scene.mutate(api.purge.now, { id: fields.crmId, typed, requestId }, identity);
  const nobodyLeft = async () => [
    ...(await links()),
    ...(await scene.store.run(({ db }) => db.query("contacts").collect())),
  ];

  test("is purged by an admin who types its address, wherever it was told of, and the audit says so", async () => {
    await learn();
    await scene.deliver("contact.updated", { contactId: fields.crmId, email: fields.email });
    await scene.deliver("invoice.paid", { email: fields.email });
    const [row] = await links();
    const invited = { id: row!._id, reason: "Asked for Allein", tokenHash: "hash", requestId };
    await scene.mutate(api.repairs.invite, invited, admin);
    await scene.startRun([row!._id]);
    const view = { name: "Zoë Allein", search: "q=allein%40klinik.example", shared: true, requestId };
    await scene.mutate(api.savedViews.save, view, admin);
    expect((await foundIn(scene.store, marks)).length).toBeGreaterThan(5);
    await expect(purge("yes")).rejects.toThrow(/not what is to be typed/u);
    await expect(purge(fields.email, { ...admin, role: "support" })).rejects.toThrow(/users.purge/u);
    await purge();
    expect(await nobodyLeft()).toEqual([]);
    await expect(purge()).rejects.toThrow(/This person was purged on/u);
    await scene.store.runScheduled();
    expect(await foundIn(scene.store, marks)).toEqual([]);
    await expectWholeJoin();
    const events = await scene.store.run(({ db }) => db.query("auditEvents").collect());
    const told = events.filter(({ action }) => action === "purge");
    expect(told.map(({ actor, outcome, contactId }) => [actor.name, outcome, contactId])).toEqual([
      ["Ada Admin", "started", fields.crmId],
      ["Tandem", "done", fields.crmId],
    ]);
  });

  test("is left out by later webhooks, sweeps and imports, and its invitation leads nowhere", async () => {
    await learn();
    const tokenHash = "hash";
    await scene.mutate(
      api.repairs.invite,
      { id: fields.crmId, reason: "Asked", tokenHash, requestId },
      admin,
    );
    await purge();
    expect(await scene.query(api.repairs.invited, { tokenHash }, system)).toBeNull();
    await scene.store.runScheduled();
    expect(await learn({ updatedAt: scene.clock.now })).toEqual({ changed: 0 });
    const told = { contactId: fields.crmId, email: fields.email };
    expect(await scene.deliver("contact.updated", told)).toBe("ignored");
    expect(await nobodyLeft()).toEqual([]);
    expect(await foundIn(scene.store, marks)).toEqual([]);
  });

  test("is the living one's who has registered on it while it was being forgotten", async () => {
    await learn();
    await purge();
    const { work, userId } = await scene.running();
    const given = scene.achieved(work);
    const contact = { ...given.contact, crmId: fields.crmId };
    await scene.settle(work, { ...given, user: { ...given.user, crmContactId: fields.crmId }, contact });
    await scene.store.runScheduled();
    expect((await scene.personOf(userId)).row).toMatchObject({ state: "linked", contactId: fields.crmId });
    await expectWholeJoin();
  });
});

test("somebody who was a contact alone when a run met them is called nothing there either, once purged", async () => {
  const contact = { crmId: "obj_before", status: "active", tags: [], firstName: "Zoë", lastName: "Vorher" };
  const known = { ...contact, email: "vorher@klinik.example", createdAt: 1, updatedAt: 1 };
  await scene.mutate(api.imports.contacts, { contacts: [known] }, admin);
  const [row] = await links();
  await scene.startRun([row!._id]);
  const { work, userId } = await scene.running();
  const given = scene.achieved(work);
  const linked = { ...given.contact, crmId: "obj_before", updatedAt: scene.clock.now };
  await scene.settle(work, {
    ...given,
    user: { ...given.user, crmContactId: "obj_before" },
    contact: linked,
  });
  const items = () => scene.store.run(({ db }) => db.query("runItems").collect());
  expect((await items()).map(({ name }) => name)).toEqual(["Zoë Vorher"]);
  await scene.softDelete(userId);
  scene.clock.now += 30 * DAY;
  await lookAndPurge();
  expect((await items()).map(({ name, outcome }) => [name, outcome])).toEqual([["Purged person", "skipped"]]);
  expect(await foundIn(scene.store, ["Vorher"])).toEqual([]);
});

describe("a contact that the CRM has not any more", () => {
  let sweeps: SweepScene;
  const marks = ["Person 6", "p6@x.de", "früher6@x.de"];
  const purge = (typed: string, id = crmId(6)) => sweeps.mutate(api.purge.now, { id, typed, requestId });
  const leftOf = (id: string) => sweeps.query(api.purge.leftOf, { id });

  /** Somebody without an account, of whom the backend and operators have told, is in the CRM no more. */
  beforeEach(async () => {
    sweeps = await SweepScene.open();
    sweeps.server();
    sweeps.fill(40);
    await sweeps.account(7);
    await sweeps.sweep("full");
    for (const email of ["früher6@x.de", "p6@x.de"]) {
      sweeps.clock.now += 1_000;
      await sweeps.webhook(6, { email, frontendUserId: "fu_6" });
    }
    const view = { name: "früher6@x.de", search: "q=p6%40x.de", shared: true, requestId };
    await sweeps.mutate(api.savedViews.save, view);
    sweeps.clock.now += 60_000;
    sweeps.vanish(6);
    await sweeps.sweep("full");
  });
  afterEach(() => sweeps.close());

  test("can be taken along as a file by an admin, with all that tells of it still", async () => {
    const asked = { id: crmId(6), requestId };
    const begun = await sweeps.mutate(api.personExport.begin, asked);
    const caller = { query: sweeps.query.bind(sweeps) } as never;
    let text = "";
    for await (const piece of personJson(caller, { ...begun, at: 0 }, new Map())) text += piece;
    await sweeps.mutate(api.personExport.end, { ...asked, complete: true });
    expect(marks.filter((mark) => !text.includes(mark))).toEqual([]);
    const { records } = JSON.parse(text) as { records: Record<string, object[]> };
    expect(records).toMatchObject({
      ...{ goneContacts: [{ crmId: crmId(6) }], savedViews: [{ name: "früher6@x.de" }] },
      auditEvents: expect.arrayContaining([expect.objectContaining({ action: "export person" })]),
    });
  });

  test("can be forgotten too by an admin who types its ID, wherever it was told of, and the audit says so", async () => {
    expect((await foundIn(sweeps.store, marks)).length).toBeGreaterThan(3);
    expect(await leftOf(crmId(6))).toEqual({ contactId: crmId(6), goneAt: expect.any(Number) });
    await expect(purge("p6@x.de")).rejects.toThrow(/not what is to be typed/u);
    await purge(crmId(6));
    expect(await leftOf(crmId(6))).toBeNull();
    await expect(purge(crmId(6))).rejects.toThrow(/This person was purged on/u);
    await sweeps.store.runScheduled();
    expect(await foundIn(sweeps.store, marks)).toEqual([]);
    const events = await sweeps.store.run(({ db }) => db.query("auditEvents").collect());
    const told = events.filter(({ action }) => action === "purge");
    expect(told.map(({ actor, outcome, contactId }) => [actor.name, outcome, contactId])).toEqual([
      ["Ada Admin", "started", crmId(6)],
      ["Tandem", "done", crmId(6)],
    ]);
  });

  test("is left out when the CRM or a late webhook tells of it again", async () => {
    await purge(crmId(6));
    await sweeps.store.runScheduled();
    expect(await sweeps.webhook(6, { email: "p6@x.de" })).toBe("ignored");
    expect(await sweeps.webhook(9, { frontendUserId: "fu_6", lastName: "Person 6" })).toBe("ignored");
    sweeps.clock.now += 60_000;
    sweeps.fill(40);
    await sweeps.sweep("full");
    expect(await sweeps.mirrored(6)).toBeNull();
    expect(await foundIn(sweeps.store, marks)).toEqual([]);
  });

  test("is nobody's who may not purge, and neither are IDs that never were", async () => {
    for (const role of ["viewer", "support", "auditor"]) {
      const identity = { subject: "op_2", name: "Somebody", role, provedAt: sweeps.clock.now };
      const asked = { id: crmId(6), typed: crmId(6), requestId };
      await expect(sweeps.mutate(api.purge.now, asked, identity)).rejects.toThrow(/users.purge/u);
      await expect(sweeps.query(api.purge.leftOf, { id: crmId(6) }, identity)).rejects.toThrow(
        /users.purge/u,
      );
    }
    expect(await leftOf("obj_never")).toBeNull();
    await expect(purge("obj_never", "obj_never")).rejects.toThrow(/Nobody has this ID/u);
  });

  test("goes with the account that stores its ID, and not before it", async () => {
    sweeps.clock.now += 60_000;
    sweeps.vanish(7);
    await sweeps.sweep("full");
    expect(await sweeps.row(7)).toBe("broken contact_not_found");
    expect(await leftOf(crmId(7))).toBeNull();
    await expect(purge(crmId(7), crmId(7))).rejects.toThrow(/Soft-delete and purge that/u);
    await sweeps.mutate(api.commands.softDelete, { id: userId(7), reason: "Asked", requestId });
    const typed = "p7@x.de";
    await sweeps.mutate(api.purge.now, { id: userId(7), typed, requestId });
    await sweeps.store.runScheduled();
    expect(await foundIn(sweeps.store, ["p7@x.de", "Person 7"])).toEqual([]);
  });
});
