import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toldBy } from "../../server/auth/guess-keys";
import { api } from "../../server/convex/_generated/api";
import { defaultSettings } from "../../shared/settings-api";
import { storedJoin } from "../support/stored-join";
import { foundIn } from "../support/every-document";
import { admin, Scene, system } from "./interleavings-harness";

/** When soft-deleted people are forgotten, that they do not come back, and what else stays as it was. */
let scene: Scene;
beforeEach(async () => void (scene = await Scene.open()));
afterEach(() => scene.store.close());

const DAY = 24 * 3_600_000;
const look = () => scene.mutate(api.purge.look, {});
const requestId = "r";

async function lookAndPurge() {
  const found = await look();
  await scene.store.runScheduled();
  return found;
}
const users = () => scene.store.run(({ db }) => db.query("users").collect());
const links = () => scene.store.run(({ db }) => db.query("links").collect());

async function expectWholeJoin() {
  const { rows, wanted, counted, counts } = await scene.store.run(storedJoin);
  expect([rows, counted]).toEqual([wanted, counts]);
}

/** Somebody linked and soft-deleted. */
async function deleted() {
  const person = await scene.linked();
  await scene.softDelete(person.userId);
  return person;
}

async function purged() {
  const person = await deleted();
  scene.clock.now += 30 * DAY;
  await lookAndPurge();
  return person;
}

describe("when the time of somebody soft-deleted is over", () => {
  test("they are there and can be restored until 30 days have gone, and a purge takes them after that", async () => {
    const { userId } = await deleted();
    const until = scene.clock.now + 30 * DAY;
    expect((await scene.personOf(userId)).user?.purgesAt).toBe(until);
    scene.clock.now = until - 1;
    expect(await lookAndPurge()).toEqual({ begun: 0, stalled: 0, isMore: false });
    await scene.restore(userId);
    await scene.softDelete(userId);
    scene.clock.now = until + 1;
    expect((await lookAndPurge()).begun).toBe(0);
    scene.clock.now += 30 * DAY;
    expect((await lookAndPurge()).begun).toBe(1);
    expect(await users()).toEqual([]);
    expect(await links()).toEqual([]);
  });

  test("how long is a setting, and the change is in the audit", async () => {
    await deleted();
    const settings = { ...defaultSettings, retention: { deletedDays: 7 } };
    await scene.mutate(api.settings.update, { version: 0, settings, requestId }, admin);
    scene.clock.now += 7 * DAY;
    expect((await lookAndPurge()).begun).toBe(1);
    const events = await scene.store.run(({ db }) => db.query("auditEvents").collect());
    expect(events.find(({ action }) => action === "settings")?.changes).toEqual([
      { field: "retention.deletedDays", before: "30", after: "7" },
    ]);
  });

  test("a backend whose clock says 1970 does not have anybody purged at once", async () => {
    const { userId, frontendUserId } = await scene.linked();
    await scene.deliver("user.deleted", { frontendUserId }, { eventAt: scene.clock.now + 5 });
    const [user] = await users();
    await scene.store.run(({ db }) => db.patch("users", user!._id, { deletedAt: 0 }));
    expect((await lookAndPurge()).begun).toBe(0);
    expect((await scene.personOf(userId)).user?.purgesAt).toBe(scene.clock.now + 30 * DAY);
  });

  test("who was deleted before Tandem kept since when has the whole time from the first look on", async () => {
    const { userId } = await deleted();
    const [user] = await users();
    await scene.store.run(({ db }) => db.patch("users", user!._id, { deletionNotedAt: undefined }));
    scene.clock.now += 90 * DAY;
    expect((await lookAndPurge()).begun).toBe(0);
    scene.clock.now += 30 * DAY;
    expect((await lookAndPurge()).begun).toBe(1);
    await expect(scene.restore(userId)).rejects.toThrow(/This person was purged on 2027-03-23/u);
    await expect(scene.personOf(userId)).rejects.toThrow(/Nothing is left to restore/u);
  });

  test("fifty whose time is over on one day are all purged, and those who live stay whole", async () => {
    for (let n = 0; n < 25; n++) await deleted();
    const { userId } = await scene.linked();
    scene.clock.now += 30 * DAY;
    await lookAndPurge();
    expect((await users()).map(({ _id }) => _id)).toEqual([userId]);
    await expectWholeJoin();
  });

  test("a purge that was cut off goes on where it was, also when its step was lost", async () => {
    await deleted();
    scene.clock.now += 30 * DAY;
    await look();
    await scene.store.run(async (ctx) => {
      for (const { _id, state } of await ctx.db.system.query("_scheduled_functions").collect())
        if (state.kind === "pending") await ctx.scheduler.cancel(_id);
    });
    await scene.store.runScheduled();
    expect(await users()).toHaveLength(1);
    await expect(scene.restore((await users())[0]!._id)).rejects.toThrow(/no way back/u);
    scene.clock.now += 11 * 60_000;
    expect(await lookAndPurge()).toMatchObject({ begun: 0, stalled: 1 });
    expect(await users()).toEqual([]);
  });
});

describe("purged at once by an admin", () => {
  test("takes somebody soft-deleted, when the address is typed, and the audit tells who did it", async () => {
    const { userId } = await deleted();
    const { email } = (await scene.personOf(userId)).row;
    const purge = (typed: string, identity = admin) =>
      scene.mutate(api.purge.now, { id: userId, typed, requestId }, identity);
    await expect(purge("yes")).rejects.toThrow(/not what is to be typed/u);
    await expect(purge(email!, { ...admin, role: "support" })).rejects.toThrow(/users.purge/u);
    await purge(email!.toUpperCase());
    await scene.store.runScheduled();
    expect(await users()).toEqual([]);
    const events = await scene.store.run(({ db }) => db.query("auditEvents").collect());
    const told = events.filter(({ action }) => action === "purge");
    expect(told.map(({ actor, outcome, user }) => [actor.name, outcome, user])).toEqual([
      ["Ada Admin", "started", userId],
      ["Tandem", "done", userId],
    ]);
  });

  test("refuses who is not soft-deleted", async () => {
    const { userId } = await scene.linked();
    const asked = { id: userId, typed: (await scene.personOf(userId)).row.email!, requestId };
    await expect(scene.mutate(api.purge.now, asked, admin)).rejects.toThrow(/soft-deleted first/u);
  });
});

test("counts of wrong passwords and of mails go when their time is over, also where nobody comes any more", async () => {
  const keys = { account: "account", address: "network" };
  const limit = (key: string) => ({ key, most: 5 });
  await scene.mutate(api.memberSignIn.begin, { email: "ina@klinik.example", keys });
  await scene.mutate(api.memberPasswords.askForLink, {
    ...{ email: "ina@klinik.example", language: "en", tokenHash: "hash", sealedToken: "sealed" },
    limits: { network: limit("a"), here: limit("b"), address: limit("c") },
  });
  const counted = () =>
    scene.store.run(async ({ db }) => [
      (await db.query("operatorGuesses").collect()).length,
      (await db.query("rateLimits").collect()).length,
    ]);
  await look();
  expect(await counted()).toEqual([2, 3]);
  scene.clock.now += DAY + 1;
  await look();
  expect(await counted()).toEqual([0, 0]);
});

test("how often somebody registered with an address of theirs goes with them", async () => {
  const { userId } = await scene.linked();
  const email = (await scene.personOf(userId)).row.email!;
  const [network, taken] = toldBy("198.51.100.1", email);
  await scene.mutate(api.portalLimits.tell, { by: [network!, taken!] });
  await scene.softDelete(userId);
  await scene.mutate(api.purge.now, { id: userId, typed: email, requestId }, admin);
  await scene.store.runScheduled();
  const left = await scene.store.run(({ db }) => db.query("operatorGuesses").collect());
  expect(left.map(({ key }) => key)).toEqual([network!.key]);
});

test("a monitoring system is told who should be forgotten by now, and how long a purge has stood still", async () => {
  const backlog = () => scene.query(api.monitor.backlog, {}, system);
  await deleted();
  expect(await backlog()).toMatchObject({ purgesDue: 0, purgesUnderWay: { count: 0, oldestAt: null } });
  scene.clock.now += 30 * DAY;
  expect(await backlog()).toMatchObject({ purgesDue: 1, purgesUnderWay: { count: 0, oldestAt: null } });
  await look();
  const begunAt = scene.clock.now;
  scene.clock.now += 5_000;
  expect(await backlog()).toMatchObject({ purgesDue: 1, purgesUnderWay: { count: 1, oldestAt: begunAt } });
  await scene.store.runScheduled();
  expect(await backlog()).toMatchObject({ purgesDue: 0, purgesUnderWay: { count: 0, oldestAt: null } });
});

test("what the backend told of others by their IDs makes no purge longer", async () => {
  const stepsOfPurge = async () => {
    await deleted();
    scene.clock.now += 30 * DAY;
    const since = scene.clock.now;
    await lookAndPurge();
    const steps = await scene.store.run(({ db }) => db.system.query("_scheduled_functions").collect());
    return steps.filter(({ name, _creationTime }) => name.startsWith("purge") && _creationTime >= since)
      .length;
  };
  const alone = await stepsOfPurge();
  expect(alone).toBeGreaterThan(3);
  for (let n = 0; n < 60; n++)
    await scene.deliver("invoice.paid", { frontendUserId: "fu_other", lastName: "Meier" });
  expect(await stepsOfPurge()).toBe(alone);
});

describe("somebody purged does not come back", () => {
  const contactOf = ({ crmContactId, userId, frontendUserId }: Awaited<ReturnType<typeof purged>>) => ({
    ...{ crmId: crmContactId, convexUserId: userId, frontendUserId, status: "active", tags: [] },
    ...{ email: "zoe.1@klinik.example", firstName: "Zoë", lastName: "Müller 1", createdAt: 1 },
    updatedAt: scene.clock.now,
  });
  const everything = async () => [
    ...(await users()),
    ...(await links()),
    ...(await scene.store.run(({ db }) => db.query("contacts").collect())),
  ];

  test("by a late webhook, of which only the record and the hash are kept", async () => {
    const person = await purged();
    const { frontendUserId, crmContactId: contactId, userId: convexUserId } = person;
    const told = { email: "zoe.1@klinik.example", lastName: "Müller 1" };
    for (const ids of [{ frontendUserId }, { contactId }, { convexUserId }, { contactId, frontendUserId }])
      for (const type of ["user.updated", "contact.updated", "contact.created", "invoice.paid"])
        expect(await scene.deliver(type, { ...ids, ...told })).toBe("ignored");
    expect(await everything()).toEqual([]);
    expect(await foundIn(scene.store, ["zoe.1@klinik", "Müller 1"])).toEqual([]);
  });

  test("by a sweep that reads their contact in the CRM, or by an import", async () => {
    const person = await purged();
    const imported = await scene.mutate(api.imports.contacts, { contacts: [contactOf(person)] }, admin);
    expect(imported).toEqual({ changed: 0 });
    expect(await everything()).toEqual([]);
  });

  test("by the same snapshot once more", async () => {
    const users = [
      { externalId: "old_1", email: "ina@klinik.example", lastName: "Ina", createdAt: 1, deletedAt: 2 },
    ];
    await scene.mutate(api.imports.users, { users }, admin);
    scene.clock.now += 29 * DAY;
    expect((await lookAndPurge()).begun).toBe(0);
    scene.clock.now += DAY;
    expect((await lookAndPurge()).begun).toBe(1);
    expect(await scene.mutate(api.imports.users, { users }, admin)).toEqual({ changed: 0 });
    expect(await everything()).toEqual([]);
  });

  test("but registers as a new person, who may get the same contact, and is told of by webhooks", async () => {
    const { crmContactId, frontendUserId } = await purged();
    const { work, userId } = await scene.running();
    const given = scene.achieved(work);
    const contact = { ...given.contact, crmId: crmContactId };
    await scene.settle(work, { ...given, user: { ...given.user, crmContactId }, contact });
    const { row, webhooks } = await scene.personOf(userId);
    expect(row).toMatchObject({ contactId: crmContactId, state: "linked" });
    expect(webhooks).toEqual([]);
    scene.clock.now += 1_000;
    expect(await scene.deliver("contact.updated", { contactId: crmContactId, lastName: "Neu" })).toBe(
      "applied",
    );
    expect(await scene.deliver("user.updated", { frontendUserId, lastName: "Alt" })).toBe("ignored");
    await expectWholeJoin();
  });
});

test("a contact that a living account names by now is that one's, and stays when the former owner is purged", async () => {
  const former = await deleted();
  const { work, userId } = await scene.running();
  const given = scene.achieved(work);
  const contact = { ...given.contact, crmId: former.crmContactId };
  await scene.settle(work, { ...given, user: { ...given.user, crmContactId: former.crmContactId }, contact });
  scene.clock.now += 30 * DAY;
  await lookAndPurge();
  expect((await scene.personOf(userId)).row).toMatchObject({
    state: "linked",
    contactId: former.crmContactId,
  });
  await expectWholeJoin();
  expect(await scene.query(api.members.me, {}, { ...system, subject: userId, role: "member" })).toBeTruthy();
});
