import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { member } from "./checkout-harness";
import { Scene, admin } from "./interleavings-harness";

/** What members have changed of themselves, while webhooks tell of the CRM as it was before it has heard of that. */
let scene: Scene;
beforeEach(async () => void (scene = await Scene.open()));
afterEach(() => scene.store.close());

const later = (ms = 1_000) => (scene.clock.now += ms);
const requestId = "r";
type Linked = Awaited<ReturnType<typeof linkedMember>>;

async function linkedMember() {
  const person = await scene.linked();
  await scene.store.run((ctx) => ctx.db.patch("users", person.convexId, { emailVerifiedAt: 1 }));
  later();
  return person;
}

const userOf = async ({ userId }: Linked) => (await scene.personOf(userId)).user;

/** The CRM's whole state of the person, as the reference backend tells it with every change. */
async function officeRenames(person: Linked, lastName: string, fields: object = {}) {
  const { email, firstName, phone = "" } = (await userOf(person)) ?? {};
  return { email, firstName, phone: phone ?? "", ...fields, lastName, frontendUserId: person.frontendUserId };
}

async function savesPhone({ convexId }: Linked, phone: string): Promise<void> {
  const { profile } = await scene.query(api.memberProfile.own, {}, member(convexId));
  await scene.mutate(
    api.memberProfile.update,
    { profile: { ...profile, phone }, requestId },
    member(convexId),
  );
}

async function provesAddress({ convexId }: Linked, email: string): Promise<void> {
  const proof = { user: convexId, email, emailKey: email, tokenHash: "proof", expiresAt: later() + 60_000 };
  await scene.store.run((ctx) => ctx.db.insert("emailProofs", proof));
  const asked = { tokenHash: "proof", language: "en" as const, requestId };
  await scene.mutate(api.memberAddress.confirm, asked, member(convexId));
}

/** The job tells the CRM what the account holds by now. */
async function tellsCrm(): Promise<void> {
  const work = await scene.claimOne();
  await scene.settle(work, { ...scene.achieved(work), user: {}, told: true });
}

describe("a member has changed something, and the job that tells the CRM waits", () => {
  test("the office changes something else: the phone stays as they typed it, and the new name comes in", async () => {
    const person = await linkedMember();
    const before = await officeRenames(person, "Haffner");
    await savesPhone(person, "+49301234567");
    later();
    expect(await scene.deliver("user.updated", before)).toBe("applied");
    expect(await userOf(person)).toMatchObject({ lastName: "Haffner", phone: "+49301234567" });
    const work = await scene.claimOne();
    expect(work.user).toMatchObject({ untold: ["phone"], profile: { phone: "+49301234567" } });
  });

  test("the address that they have proven stays, and so does how they sign in", async () => {
    const person = await linkedMember();
    const before = await officeRenames(person, "Haffner");
    await provesAddress(person, "neu@klinik.example");
    later();
    expect(await scene.deliver("user.updated", before)).toBe("applied");
    expect(await userOf(person)).toMatchObject({ lastName: "Haffner", email: "neu@klinik.example" });
    await tellsCrm();
    const { row, contact } = await scene.personOf(person.userId);
    expect([row.state, contact?.email]).toEqual(["linked", "neu@klinik.example"]);
  });

  test("an event of before, that comes when the CRM has been told, takes nothing back", async () => {
    const person = await linkedMember();
    const before = await officeRenames(person, "Haffner");
    await savesPhone(person, "+49301234567");
    const eventAt = later();
    later();
    await tellsCrm();
    later();
    expect(await scene.deliver("user.updated", before, { eventAt })).toBe("stale");
    expect(await userOf(person)).toMatchObject({ phone: "+49301234567" });
  });

  test("once the CRM was told, what the office types there counts again", async () => {
    const person = await linkedMember();
    await savesPhone(person, "+49301234567");
    await provesAddress(person, "neu@klinik.example");
    later();
    await tellsCrm();
    later();
    const typed = { phone: "+49381555", email: "amt@klinik.example" };
    await scene.deliver("user.updated", await officeRenames(person, "Haffner", typed));
    expect(await userOf(person)).toMatchObject(typed);
  });
});

describe("a phone number that the office has written its own way", () => {
  const officesNumber = " 0157/18102941";
  async function withOfficesNumber(phone: "crm" | "newest") {
    const person = await linkedMember();
    await scene.store.run((ctx) =>
      ctx.db.patch("users", person.convexId, { phone: officesNumber, lastName: " Müller " }),
    );
    const { version, settings } = await scene.query(api.settings.get, {});
    const fieldOwnership = { ...settings.fieldOwnership, phone, lastName: phone };
    const changed = { ...settings, fieldOwnership };
    await scene.mutate(api.settings.update, { version, settings: changed, requestId }, admin);
    return person;
  }
  const save = async ({ convexId }: Linked, fields: object) => {
    const { profile } = await scene.query(api.memberProfile.own, {}, member(convexId));
    const sent = { ...profile, lastName: profile.lastName.trim(), phone: profile.phone.trim(), ...fields };
    await scene.mutate(api.memberProfile.update, { profile: sent, requestId }, member(convexId));
  };

  test.each(["crm", "newest"] as const)(
    "stays so when they save something else, whoever owns it: %s",
    async (owner) => {
      const person = await withOfficesNumber(owner);
      await save(person, { position: "Chefärztin" });
      const user = await scene.store.run((ctx) => ctx.db.get("users", person.convexId));
      expect(user).toMatchObject({ phone: officesNumber, lastName: " Müller ", untold: ["position"] });
    },
  );

  test("is refused when it is the office's and they type another one", async () => {
    const person = await withOfficesNumber("crm");
    await expect(save(person, { phone: "030 1234567" })).rejects.toThrow(/Only our office/u);
  });

  test("is taken out when it is theirs and they take it out", async () => {
    const person = await withOfficesNumber("newest");
    await save(person, { phone: "" });
    expect(await userOf(person)).toMatchObject({ phone: null });
  });
});
