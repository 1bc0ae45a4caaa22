import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { planDrift } from "../../shared/drift";
import { defaultOwners, type FieldOwners } from "../../shared/field-owners";
import { setOwners } from "../support/field-owners";
import { admin, Scene } from "./interleavings-harness";

/** An admin says who owns a field; everything that has to know it asks the settings. */
let scene: Scene;
beforeEach(async () => void (scene = await Scene.open()));
afterEach(() => scene.store.close());

const own = (owners: Partial<FieldOwners>) => setOwners(scene.desk, owners);

/** Somebody linked, an hour later. */
async function linked() {
  const person = await scene.linked();
  scene.clock.now += 3_600_000;
  return person;
}

describe("the owners of fields", () => {
  test("are the sensible ones until an admin changes them, and the change is in the audit with before and after", async () => {
    expect((await scene.query(api.settings.get, {})).settings.fieldOwnership).toEqual(defaultOwners);
    await own({ phone: "crm" });
    const asked = { actions: ["settings"], cursor: null, limit: 10 };
    const { rows } = await scene.query(api.audit.page, asked);
    expect(rows[0]).toMatchObject({
      summary: "Changed one setting.",
      changes: [{ field: "fieldOwnership.phone", before: "newest", after: "crm" }],
    });
  });

  test("that an older version had not written down are the default, field by field", async () => {
    await own({ phone: "crm" });
    await scene.store.run(async ({ db }) => {
      const stored = await db.query("settings").unique();
      if (stored) await db.patch("settings", stored._id, { fieldOwnership: { lastName: "convex" } });
    });
    const { settings } = await scene.query(api.settings.get, {});
    expect(settings.fieldOwnership).toEqual({ ...defaultOwners, lastName: "convex" });
  });

  test("never give the e-mail to the CRM: members sign in with it", async () => {
    await expect(own({ email: "crm" as "convex" })).rejects.toThrow(/email/u);
  });

  test("of the moment an attempt begins decide what it writes, also where the account's value is newer", async () => {
    const { userId, crmContactId } = await linked();
    await scene.deliver("contact.updated", { contactId: crmContactId, lastName: "CRM" });
    await scene.resync(userId);
    await own({ lastName: "convex" });
    const { owners, user } = await scene.claimOne();
    expect(owners).toEqual({ ...defaultOwners, lastName: "convex" });
    const sides = {
      convex: { values: user.profile, updatedAt: user.profileUpdatedAt },
      crm: { values: { ...user.profile, lastName: "CRM" }, updatedAt: scene.clock.now },
    };
    expect(planDrift(sides, owners)).toEqual({ toCrm: { lastName: user.profile.lastName }, toConvex: {} });
  });

  test("are one answer for the person's page, a trace and an attempt", async () => {
    const { userId } = await linked();
    await own({ phone: "crm" });
    await scene.resync(userId);
    const owners = { ...defaultOwners, phone: "crm" };
    expect((await scene.personOf(userId)).owners).toEqual(owners);
    expect((await scene.query(api.tracing.facts, { id: userId })).owners).toEqual(owners);
    expect((await scene.claimOne()).owners).toEqual(owners);
  });

  test("decide whose value nobody replaces without having confirmed it", async () => {
    const { userId, crmContactId } = await linked();
    await scene.deliver("contact.updated", { contactId: crmContactId, lastName: "CRM" });
    const choice = { id: userId, choices: { lastName: "crm" as const }, confirmOverwrite: false };
    const take = () => scene.mutate(api.repairs.resolveDrift, { ...choice, requestId: "r" }, admin);
    await own({ lastName: "convex" });
    await expect(take()).rejects.toThrow(/replaces the value of the account/u);
    await own({ lastName: "crm" });
    await take();
    expect((await scene.claimOne()).choices).toEqual({ lastName: "crm" });
  });
});

describe("a webhook about a field that the account owns", () => {
  test("changes the mirror and not the account: the two differ until a resync writes the account's value", async () => {
    const { userId, frontendUserId } = await linked();
    await own({ lastName: "convex" });
    const said = { frontendUserId, firstName: "Zora", lastName: "CRM" };
    expect(await scene.deliver("user.updated", said, { eventId: "evt_kept" })).toBe("applied");
    expect(await scene.deliver("user.updated", said, { eventId: "evt_kept" })).toBe("duplicate");
    const { user, contact, row } = await scene.personOf(userId);
    expect(user).toMatchObject({ firstName: "Zora", lastName: "Müller 1" });
    expect(contact).toMatchObject({ firstName: "Zora", lastName: "CRM" });
    expect(row).toMatchObject({ state: "drifted", reason: "fields:lastName" });
  });

  test("does not make the account look changed: of what goes by the latest change the CRM's stays the newer", async () => {
    const { userId, frontendUserId } = await linked();
    const before = await scene.personOf(userId);
    await own({ lastName: "convex" });
    await scene.deliver("user.updated", { frontendUserId, lastName: "CRM" });
    expect((await scene.personOf(userId)).profileUpdatedAt).toBe(before.profileUpdatedAt);
  });

  test("fills in what the account does not have", async () => {
    const { userId, frontendUserId } = await linked();
    await own({ phone: "convex" });
    await scene.deliver("user.updated", { frontendUserId, phone: "+493012345" });
    expect((await scene.personOf(userId)).user?.phone).toBe("+493012345");
  });

  test("is followed for the e-mail: whom the office gives another address signs in with it", async () => {
    const { userId, frontendUserId } = await linked();
    await scene.deliver("user.updated", { frontendUserId, email: "zoe.neu@klinik.example" });
    expect((await scene.personOf(userId)).user?.email).toBe("zoe.neu@klinik.example");
  });
});
