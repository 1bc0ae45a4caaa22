import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appErrorOf } from "../support/app-error";
import { tokenIn } from "../support/members";
import { openPortalScene, type PortalScene } from "./member-account-harness";

/** Whose mailbox it is: shown by a link in a mail, together with the session of whoever registered. */
let scene: PortalScene;
beforeAll(async () => {
  scene = await openPortalScene();
});
afterAll(() => scene.close());

const soon = { timeout: 10_000 };
const unproven = { code: "forbidden", message: "Confirm your e-mail address first." };
const badLink = {
  code: "invalid",
  field: "token",
  message: "This link is no good any more. Ask for a new one.",
};

describe("somebody who has just registered", () => {
  test("is in at once, and shows by the link in a mail that the mailbox is theirs: once, and the history tells", async () => {
    const { email, userId, visitor } = await scene.registered();
    const { address } = await visitor.trpc.portal.me.query();
    expect(address).toMatchObject({ proven: false, asked: { email, isOther: false } });
    const token = await scene.proofTo(email);
    expect(token).toMatch(/^[\w-]{43}$/u);

    expect(await scene.confirm(visitor, token)).toEqual({ changed: false });
    expect((await visitor.trpc.portal.me.query()).address).toEqual({ proven: true, asked: null });
    expect(await appErrorOf(scene.confirm(visitor, token))).toMatchObject(badLink);
    const told = await scene.timelineOf(userId);
    expect(told).toContain("The mail with the link to confirm an e-mail address was handed over.");
    expect(told).toContain("Confirmed their e-mail address by the link in a mail.");
  });

  test("reads the mail in the language of the page", async () => {
    const { email } = await scene.registered({ language: "de" });
    await scene.proofTo(email);
    expect(scene.mailsTo(email, /bestätigen$/u)[0]?.text).toContain("innerhalb von 24 Stunden");
  });

  test("has it sent again, and only the newest link is good; after a few they are told to look in the mailbox", async () => {
    const { email, visitor } = await scene.registered();
    const first = await scene.proofTo(email);
    const again = () => visitor.trpc.portal.askForProof.mutate({ language: "en" });
    await again();
    const second = await scene.proofTo(email, 2);
    expect(await appErrorOf(scene.confirm(visitor, first))).toMatchObject(badLink);
    for (let n = 0; n < 2; n++) await again();
    expect(await appErrorOf(again())).toMatchObject({
      code: "too_many",
      message: expect.stringContaining("few minutes ago"),
    });
    expect(await appErrorOf(scene.confirm(visitor, second))).toMatchObject(badLink);
    await scene.confirm(visitor, await scene.proofTo(email, 4));
    expect(await appErrorOf(again())).toMatchObject({ code: "conflict" });
  });

  test("has shown it as well by setting a password by mail", async () => {
    const { email, visitor, password } = await scene.registered();
    await visitor.trpc.portal.forgotPassword.mutate({ email, language: "en" });
    await expect.poll(() => scene.mailsTo(email, /^Set a password/u).length, soon).toBe(1);
    const token = tokenIn(scene.mailsTo(email, /^Set a password/u)[0]?.text) ?? "";
    await visitor.trpc.portal.setPassword.mutate({ token, password: "winterregen am haff", language: "en" });
    expect(password).not.toBe("winterregen am haff");
    const me = await scene.somebody().trpc.portal.signIn.mutate({ email, password: "winterregen am haff" });
    expect(me.address).toEqual({ proven: true, asked: null });
  });
});

describe("a stranger who registers with the address of somebody whom the CRM knows", () => {
  /** The CRM knows Wilma; somebody else registers with her address. */
  async function stranger(email: string) {
    const known = { firstName: "Wilma", lastName: "Wattwurm", phone: "+493012345678", company: "Klinik" };
    const { id } = await scene.staff.create({ email, ...known });
    const person = await scene.registered({
      email,
      firstName: "Eve",
      lastName: "Stranger",
      phone: "",
      organization: "",
    });
    return { ...person, contactId: id };
  }

  test("sees nothing of hers, whatever the CRM fills into the account, and changes nothing", async () => {
    const { email, userId, visitor } = await stranger("wilma@klinik.example");
    await visitor.trpc.portal.retrySync.mutate();
    const phoneHere = async () =>
      (await (await scene.tandem.admin()).trpc.users.get.query({ id: userId })).user?.phone;
    await expect.poll(phoneHere, soon).toBe("+493012345678");

    const me = JSON.stringify(await visitor.trpc.portal.me.query());
    expect(me).not.toMatch(/wilma(?!@)|wattwurm|12345678/iu);
    const { profile, updateProfile, changeAddress } = visitor.trpc.portal;
    expect(await appErrorOf(profile.query())).toMatchObject(unproven);
    const typed = { firstName: "Eve", lastName: "Evil" };
    expect(await appErrorOf(updateProfile.mutate(typed))).toMatchObject(unproven);
    const away = { email: "eve@evil.example", password: "sommerregen 12", language: "en" } as const;
    expect(await appErrorOf(changeAddress.mutate(away))).toMatchObject(unproven);
    expect(scene.mailsTo("eve@evil.example", /./u)).toEqual([]);
    expect(email).toBe("wilma@klinik.example");
  });

  test("is not let in when she opens the link: it wants the session of whoever registered, too", async () => {
    const { email, visitor } = await stranger("walter@klinik.example");
    const token = await scene.proofTo(email);
    const owner = scene.somebody();
    expect(await appErrorOf(scene.confirm(owner, token))).toMatchObject({ code: "unauthenticated" });
    const other = await scene.member();
    expect(await appErrorOf(scene.confirm(other.visitor, token))).toMatchObject({ field: "account" });
    expect((await visitor.trpc.portal.me.query()).address.proven).toBe(false);
  });

  test("is out for good when she sets a password by mail", async () => {
    const { email, visitor } = await stranger("wanda@klinik.example");
    const owner = scene.somebody();
    await owner.trpc.portal.forgotPassword.mutate({ email, language: "en" });
    await expect.poll(() => scene.mailsTo(email, /^Set a password/u).length, soon).toBe(1);
    const token = tokenIn(scene.mailsTo(email, /^Set a password/u)[0]?.text) ?? "";
    await owner.trpc.portal.setPassword.mutate({ token, password: "winterregen am haff", language: "en" });
    expect(await appErrorOf(visitor.trpc.portal.me.query())).toMatchObject({ code: "unauthenticated" });
    await owner.trpc.portal.signIn.mutate({ email, password: "winterregen am haff" });
    expect((await owner.trpc.portal.me.query()).address.proven).toBe(true);
  });
});

describe("a member who wants another address", () => {
  const ask = (
    person: Awaited<ReturnType<PortalScene["member"]>>,
    email: string,
    password = person.password,
  ) => person.visitor.trpc.portal.changeAddress.mutate({ email, password, language: "en" });

  test("has it when the link mailed there is opened; the old one is told before and after, and the CRM hears of it", async () => {
    const person = await scene.member();
    const { visitor, userId } = person;
    await ask(person, "Neu@Klinik.example");
    const waiting = await visitor.trpc.portal.me.query();
    expect(waiting).toMatchObject({
      email: person.email,
      address: { asked: { email: "Neu@Klinik.example", isOther: true } },
    });
    await expect.poll(() => scene.mailsTo(person.email, /is to change$/u).length, soon).toBe(1);

    const token = await scene.proofTo("Neu@Klinik.example");
    expect(await scene.confirm(visitor, token)).toEqual({ changed: true });
    await expect.poll(() => scene.mailsTo(person.email, /was changed$/u).length, soon).toBe(1);
    await expect.poll(async () => (await scene.contactOf(userId))?.email, soon).toBe("Neu@Klinik.example");
    const signIn = (email: string) =>
      scene.somebody().trpc.portal.signIn.mutate({ email, password: person.password });
    expect(await signIn("neu@klinik.example")).toMatchObject({ email: "Neu@Klinik.example" });
    expect(await appErrorOf(signIn(person.email))).toMatchObject({ code: "unauthenticated" });
  });

  test("can think again, and of two wishes the last one counts", async () => {
    const person = await scene.member();
    await ask(person, "erst@klinik.example");
    const first = await scene.proofTo("erst@klinik.example");
    await ask(person, "dann@klinik.example");
    const second = await scene.proofTo("dann@klinik.example");
    expect(await appErrorOf(scene.confirm(person.visitor, first))).toMatchObject(badLink);
    await person.visitor.trpc.portal.keepAddress.mutate();
    expect(await appErrorOf(scene.confirm(person.visitor, second))).toMatchObject(badLink);
    expect(await person.visitor.trpc.portal.me.query()).toMatchObject({
      email: person.email,
      address: { asked: null },
    });
  });

  test("is refused without the password, one that is another's, and one that became another's meanwhile", async () => {
    const [person, other] = [await scene.member(), await scene.member()];
    expect(await appErrorOf(ask(person, "x@klinik.example", "a guess"))).toMatchObject({ field: "password" });
    expect(await appErrorOf(ask(person, other.email.toUpperCase()))).toMatchObject({
      code: "conflict",
      field: "email",
    });
    expect(await appErrorOf(ask(person, person.email.toUpperCase()))).toMatchObject({
      code: "invalid",
      field: "email",
    });
    await ask(person, "faster@klinik.example");
    const token = await scene.proofTo("faster@klinik.example");
    await scene.registered({ email: "faster@klinik.example" });
    expect(await appErrorOf(scene.confirm(person.visitor, token))).toMatchObject({
      code: "conflict",
      field: "email",
    });
  });

  test("loses it when the owner of the old address sets another password: somebody else had wanted it", async () => {
    const person = await scene.member();
    await ask(person, "thief@evil.example");
    const token = await scene.proofTo("thief@evil.example");
    const change = { current: person.password, password: "sturmflut am haff", language: "en" } as const;
    await person.visitor.trpc.portal.changePassword.mutate(change);
    expect(await appErrorOf(scene.confirm(person.visitor, token))).toMatchObject(badLink);
  });

  test("hears no more than twenty times from one network whose addresses are taken", async () => {
    const [person, other] = [await scene.member(), await scene.member()];
    for (let n = 0; n < 20; n++) {
      expect(await appErrorOf(ask(person, other.email))).toMatchObject({ code: "conflict" });
    }
    expect(await appErrorOf(ask(person, other.email))).toMatchObject({ code: "too_many" });
  });
});

test("the same form sent again, because no answer came, signs in to the one account; with anything changed it is taken", async () => {
  const formKey = crypto.randomUUID();
  const person = await scene.registered({ formKey });
  const { visitor, status: _status, userId, ...form } = person;
  const again = scene.somebody();
  const known = Object.fromEntries(Object.entries(form)) as Parameters<
    typeof again.trpc.portal.register.mutate
  >[0];
  expect((await again.trpc.portal.register.mutate(known)).userId).toBe(userId);
  expect((await again.trpc.portal.me.query()).userId).toBe(userId);
  const other = { ...known, formKey: crypto.randomUUID() };
  expect(await appErrorOf(again.trpc.portal.register.mutate(other))).toMatchObject({
    code: "conflict",
    field: "email",
  });
  expect((await visitor.trpc.portal.sessions.query()).length).toBe(2);
});
