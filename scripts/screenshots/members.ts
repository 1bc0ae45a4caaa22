import { randomBytes } from "node:crypto";
import { expect } from "@playwright/test";
import { somebody } from "../../server/demo/people";
import type { RegistrationForm } from "../../shared/registration";
import { proofTokenIn } from "../../tests/support/members";
import type { TestSmtp } from "../../tests/support/smtp";
import type { TestTandem } from "../../tests/support/tandem";
import type { Visitor } from "../../tests/support/visitor";

const language = "en";
const frauke = "frauke.juergens@demo.example";

async function registerOne(desk: TestTandem, fields: Partial<RegistrationForm> = {}): Promise<Visitor> {
  const visitor = desk.visitor();
  await visitor.trpc.portal.register.mutate({ ...somebody(), ...fields });
  return visitor;
}

/** Some arrive, and some are refused by the CRM. Resolves to the one whose portal the pictures show. */
export async function registerAll(desk: TestTandem): Promise<Visitor> {
  for (let count = 0; count < 6; count++) await registerOne(desk);
  const member = await registerOne(desk, {
    ...{ title: "", firstName: "Frauke", lastName: "Jürgens", email: frauke },
  });
  desk.backend.setChaos({ mode: "refuse", code: "VALIDATION_ERROR" });
  for (let count = 0; count < 3; count++) await registerOne(desk);
  desk.backend.setChaos({ mode: "ok" });
  return member;
}

/** Somebody of whom the CRM never hears. */
export function registerInVain(desk: TestTandem): Promise<Visitor> {
  const email = "wiebke.krueger@wartet.example";
  desk.backend.setChaos({ mode: "down", match: { email } });
  return registerOne(desk, { title: "", firstName: "Wiebke", lastName: "Krüger", email });
}

/** The member opens the link that was mailed to them. */
export async function proveMailbox({ trpc }: Visitor, smtp: TestSmtp): Promise<void> {
  const token = () =>
    smtp.mails
      .filter(({ to }) => JSON.stringify(to).includes(frauke))
      .map(({ text }) => proofTokenIn(text))
      .find((found) => found !== null) ?? "";
  await expect.poll(token, { timeout: 30_000 }).not.toBe("");
  await trpc.portal.confirmAddress.mutate({ token: token(), language });
}

/** The member books two events. */
export async function bookPlaces(member: Visitor): Promise<void> {
  await book(member, "Wundtag Ueckermünde");
  await book(member, "Kollegenabend am Hafen");
}

async function book({ trpc }: Visitor, name: string): Promise<void> {
  const coming = await trpc.portal.events.query({});
  const eventId = coming.kind === "events" && coming.events.find((event) => event.name === name)?.id;
  if (!eventId) throw new Error(`There is no event “${name}”.`);
  const answer = await trpc.portal.event.query({ eventId });
  const category = answer.kind === "event" && answer.event.categories[0];
  if (!category) throw new Error(`Nothing of “${name}” can be booked.`);
  const { id: productId, price: total, currency } = category;
  const key = randomBytes(32).toString("base64url");
  const agreed = { total, currency };
  await trpc.portal.checkout.mutate({ ...{ key, eventId, productId, agreed, language }, addonIds: [] });
}
