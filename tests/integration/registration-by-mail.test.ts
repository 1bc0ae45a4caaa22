import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { appErrorOf } from "../support/app-error";
import { tokenIn } from "../support/members";
import { newPerson } from "../support/people";
import type { Visitor } from "../support/visitor";
import { openPortalScene } from "./member-account-harness";

/** A portal that tells nobody that an address is taken. */
let scene: Awaited<ReturnType<typeof openPortalScene>>;
beforeAll(async () => void (scene = await openPortalScene()));
afterAll(() => scene.close());

type Form = ReturnType<typeof newPerson>;
const soon = { timeout: 10_000 };
const password = "a long one of my own";
const wrong = { code: "unauthenticated", message: "E-mail address or password is wrong." };

async function tell(tellsTaken: boolean) {
  const { trpc } = await scene.tandem.admin();
  const { version, settings } = await trpc.settings.get.query();
  const organization = { ...settings.organization, tellsTaken };
  await trpc.settings.update.mutate({ version, settings: { ...settings, organization } });
}

/** A member of the time in which it was told. */
async function known() {
  await tell(true);
  const member = await scene.member();
  await tell(false);
  return member;
}

const register = (form: Form, visitor: Visitor = scene.somebody()) =>
  visitor.trpc.portal.registerByMail.mutate(form);
const signIn = (email: string, password: string) =>
  scene.somebody().trpc.portal.signIn.mutate({ email, password });

/** Sets the password by the newest link, when `count` of them have come. */
async function setPasswordByMail(email: string, count = 1) {
  const mails = () => scene.mailsTo(email, /^Set a password/u);
  await expect.poll(() => mails().length, soon).toBe(count);
  const token = tokenIn(mails().at(-1)?.text) ?? "";
  await scene.somebody().trpc.portal.setPassword.mutate({ token, password, language: "en" });
}

async function rowsOf(email: string) {
  const { rows } = await (await scene.tandem.admin()).trpc.users.list.query({ query: email, limit: 10 });
  return rows.filter((row) => row.email === email);
}

describe("where registering does not say that an address is taken", () => {
  beforeEach(() => tell(false));

  test("a newcomer is in both systems, and comes in once the password is set by the link in the mail", async () => {
    const form = newPerson();
    expect(await register(form)).toBeNull();
    await expect.poll(async () => (await rowsOf(form.email))[0]?.state, soon).toBe("linked");
    expect(await appErrorOf(signIn(form.email, form.password))).toMatchObject(wrong);
    await setPasswordByMail(form.email);
    expect(await signIn(form.email, password)).toMatchObject({
      email: form.email,
      firstName: form.firstName,
    });
  });

  test("who has an account hears the same and gets a link to it; nothing else happens to the account", async () => {
    const { email, firstName, password: old } = await known();
    const other = newPerson({ email: email.toUpperCase(), firstName: "Nobody" });
    expect(await register(other)).toBeNull();
    expect(await rowsOf(email)).toMatchObject([
      { state: "linked", name: expect.stringContaining(firstName) },
    ]);
    expect(await signIn(email, old)).toMatchObject({ firstName });
    await setPasswordByMail(email);
    expect(await signIn(email, password)).toMatchObject({ firstName });
  });

  test("the form sent twice at once makes one account", async () => {
    const form = newPerson();
    expect(await Promise.all([register(form), register(form)])).toEqual([null, null]);
    await setPasswordByMail(form.email, 2);
    expect(await rowsOf(form.email)).toHaveLength(1);
    expect(await signIn(form.email, password)).toMatchObject({ email: form.email });
  });

  test("while the backend is down the account is made all the same, and linked later", async () => {
    const form = newPerson();
    scene.tandem.backend.setChaos({ mode: "down" });
    expect(await register(form)).toBeNull();
    await setPasswordByMail(form.email);
    scene.tandem.backend.setChaos({ mode: "ok" });
    await signIn(form.email, password);
    await expect.poll(async () => (await rowsOf(form.email))[0]?.state, soon).toBe("linked");
  });

  test("too many mails to one address are refused in the same words, whether it is taken or not", async () => {
    const taken = await known();
    const refusalOf = async (email: string) => {
      const visitor = scene.somebody();
      const form = newPerson({ email });
      for (let sent = 0; sent < 3; sent++) await register(form, visitor);
      return appErrorOf(register(form, visitor));
    };
    const refused = await refusalOf(taken.email);
    expect(refused).toMatchObject({
      code: "too_many",
      message: expect.stringContaining("a few minutes ago"),
    });
    expect(await refusalOf(newPerson().email)).toEqual(refused);
  });

  test("a form of before asks to load its page again, whatever the address", async () => {
    const { email } = await known();
    const send = (form: Form) => appErrorOf(scene.somebody().trpc.portal.register.mutate(form));
    const refused = { code: "forbidden", message: expect.stringContaining("Load this page") };
    expect(await send(newPerson({ email }))).toMatchObject(refused);
    const free = newPerson();
    expect(await send(free)).toMatchObject(refused);
    expect(await rowsOf(free.email)).toEqual([]);
  });

  test("a member who wants an address that is taken hears nothing of that, and does not get it", async () => {
    const taken = await known();
    const { visitor, email, password: own } = await known();
    const wanted = { email: taken.email, password: own, language: "en" as const };
    expect(await visitor.trpc.portal.changeAddress.mutate(wanted)).toBeNull();
    expect(await signIn(email, own)).toMatchObject({ email });
    expect(await signIn(taken.email, taken.password)).toMatchObject({ email: taken.email });
  });
});

test("where it says so, nobody registers the other way", async () => {
  await tell(true);
  expect(await appErrorOf(register(newPerson()))).toMatchObject({ code: "forbidden" });
});
