import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appErrorOf } from "../support/app-error";
import { openPortalScene, type PortalScene } from "./member-account-harness";

/** What members change of themselves, and how they leave. */
let scene: PortalScene;
beforeAll(async () => {
  scene = await openPortalScene();
});
afterAll(() => scene.close());

const soon = { timeout: 10_000 };
const propertiesOf = async (crmContactId: string) => (await scene.staff.read(crmContactId)).customProperties;

async function linkedMember() {
  const person = await scene.member();
  if (person.status !== "linked") throw new Error(person.status);
  const { profile } = await person.visitor.trpc.portal.profile.query();
  return { ...person, profile };
}

describe("a member who changes their profile", () => {
  test("sees it kept, has the CRM told by one job, and finds each change in their history", async () => {
    const { visitor, profile, crmContactId, userId } = await linkedMember();
    expect(profile).toMatchObject({
      firstName: "Zoë",
      phone: "+4915123456789",
      organization: "Klinik am Haff",
    });
    const wanted = {
      ...profile,
      lastName: "Haffner",
      title: "Prof. Dr.",
      phone: "030 1234567",
      position: "Chefärztin",
    };
    const saved = await visitor.trpc.portal.updateProfile.mutate(wanted);
    expect(saved.profile).toEqual({ ...wanted, phone: "+49301234567" });
    await expect
      .poll(() => propertiesOf(crmContactId), soon)
      .toMatchObject({
        lastName: "Haffner",
        title: "Prof. Dr.",
        phone: "+49301234567",
        position: "Chefärztin",
      });
    await expect.poll(async () => (await visitor.trpc.portal.profile.query()).waits, soon).toBe(false);
    const { rows } = await (await scene.tandem.admin()).trpc.audit.list.query({ about: userId });
    const told = rows.find(({ action }) => action === "change profile");
    expect(told?.changes.map(({ field }) => field).sort()).toEqual([
      "lastName",
      "phone",
      "position",
      "title",
    ]);
  });

  test("takes out what is not to be kept: it is taken out in the CRM too, and does not come back", async () => {
    const { visitor, profile, crmContactId } = await linkedMember();
    await visitor.trpc.portal.updateProfile.mutate({ ...profile, phone: "", organization: "" });
    await expect.poll(async () => (await propertiesOf(crmContactId)).phone, soon).toBeUndefined();
    expect((await propertiesOf(crmContactId)).company).toBeUndefined();
    await visitor.trpc.portal.retrySync.mutate();
    await expect.poll(async () => (await visitor.trpc.portal.me.query()).sync.state, soon).toBe("linked");
    expect((await visitor.trpc.portal.profile.query()).profile.phone).toBe("");
  });

  test("while the backend is down loses nothing: two changes in a row go out together, over what the office typed meanwhile", async () => {
    const { visitor, profile, crmContactId } = await linkedMember();
    scene.tandem.backend.setChaos({ mode: "down" });
    await visitor.trpc.portal.updateProfile.mutate({ ...profile, phone: "030 7654321" });
    await visitor.trpc.portal.updateProfile.mutate({
      ...profile,
      phone: "030 7654321",
      profession: "Internistin",
    });
    expect(await visitor.trpc.portal.profile.query()).toMatchObject({ waits: true });
    scene.tandem.backend.setChaos({ mode: "ok" });
    await scene.staff.drift(crmContactId, { company: "Klinik an der Müritz" });
    await visitor.trpc.portal.retrySync.mutate();
    const wanted = { phone: "+49307654321", profession: "Internistin", company: "Klinik an der Müritz" };
    await expect.poll(() => propertiesOf(crmContactId), soon).toMatchObject(wanted);
  });

  test("and changes nothing by saving it as it is", async () => {
    const { visitor, profile, userId } = await linkedMember();
    await visitor.trpc.portal.updateProfile.mutate(profile);
    expect(await scene.timelineOf(userId)).not.toContain("change profile");
  });

  test("finds the office's fields locked, is refused by the field's name, and sees what the office writes there", async () => {
    const { visitor, profile, crmContactId, userId } = await linkedMember();
    const { trpc } = await scene.tandem.admin();
    const own = async (phone: "crm" | "newest") => {
      const { version, settings } = await trpc.settings.get.query();
      const fieldOwnership = { ...settings.fieldOwnership, phone };
      await trpc.settings.update.mutate({ version, settings: { ...settings, fieldOwnership } });
    };
    expect((await visitor.trpc.portal.profile.query()).locked).toEqual([]);
    await own("crm");
    const typed = { ...profile, position: "Chefärztin", phone: "030 1234567" };
    const refused = appErrorOf(visitor.trpc.portal.updateProfile.mutate(typed));
    expect(await refused).toMatchObject({ code: "invalid", field: "phone" });
    const saved = await visitor.trpc.portal.updateProfile.mutate({ ...typed, phone: profile.phone });
    expect(saved).toMatchObject({ locked: ["phone"], profile: { position: "Chefärztin" } });
    await expect.poll(async () => (await visitor.trpc.portal.profile.query()).waits, soon).toBe(false);
    await scene.staff.drift(crmContactId, { phone: "+49381555" });
    await trpc.users.resync.mutate({ id: userId });
    const phone = async () => (await visitor.trpc.portal.profile.query()).profile.phone;
    await expect.poll(phone, soon).toBe("+49381555");
    await own("newest");
  });

  test("is told beside the field what cannot be right", async () => {
    const { visitor, profile } = await linkedMember();
    await expect(visitor.trpc.portal.updateProfile.mutate({ ...profile, firstName: " " })).rejects.toThrow(
      /first name/u,
    );
  });
});

describe("a member who deletes their account", () => {
  const leave = (
    person: Awaited<ReturnType<typeof linkedMember>>,
    password = person.password,
    word = "delete",
  ) => person.visitor.trpc.portal.deleteAccount.mutate({ password, word, language: "en" });

  test("is out everywhere at once, gets a receipt, keeps their contact, and can be brought back for thirty days", async () => {
    const person = await linkedMember();
    const other = scene.somebody();
    await other.trpc.portal.signIn.mutate(person);
    const { restorableUntil } = await leave(person);
    expect(restorableUntil - Date.now()).toBeGreaterThan(29.9 * 24 * 3_600_000);
    for (const visitor of [person.visitor, other])
      expect(await appErrorOf(visitor.trpc.portal.me.query())).toMatchObject({ code: "unauthenticated" });
    await expect.poll(() => scene.mailsTo(person.email, /was deleted$/u).length, soon).toBe(1);
    expect(scene.mailsTo(person.email, /was deleted$/u)[0]?.text).toMatch(/Until \d+ \w+ 20\d\d our office/u);
    expect((await scene.staff.read(person.crmContactId)).status).toBe("active");

    const { trpc } = await scene.tandem.admin();
    expect((await trpc.users.get.query({ id: person.userId })).row.state).toBe("deleted");
    await trpc.users.restore.mutate({ id: person.userId });
    expect(await other.trpc.portal.signIn.mutate(person)).toMatchObject({ email: person.email });
  });

  test("has to know the password and to type the word", async () => {
    const person = await linkedMember();
    expect(await appErrorOf(leave(person, "a guess"))).toMatchObject({ code: "invalid", field: "password" });
    await expect(leave(person, person.password, "yes")).rejects.toThrow(/Type the word/u);
    expect(await person.visitor.trpc.portal.me.query()).toMatchObject({ email: person.email });
  });

  test("sends nothing to a mailbox that may be somebody else's", async () => {
    const person = await scene.registered();
    await scene.proofTo(person.email);
    const left = { password: person.password, word: "Löschen ", language: "de" } as const;
    await person.visitor.trpc.portal.deleteAccount.mutate(left);
    const { email } = await scene.member();
    await scene.proofTo(email);
    expect(scene.mailsTo(person.email, /gelöscht|deleted/u)).toEqual([]);
  });
});
