import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { defaultOrganization, type Organization } from "../../shared/organization";
import { appErrorOf } from "../support/app-error";
import type { TestSmtp } from "../support/smtp";
import type { TestTandem } from "../support/tandem";
import { membersOf, openMailed, soon } from "./member-passwords-harness";

/** Whose portal it is, as an admin says. */
let smtp: TestSmtp;
let tandem: TestTandem;
beforeAll(async () => void ({ smtp, tandem } = await openMailed()));
afterAll(async () => {
  await tandem.close();
  await smtp.close();
});

const { anotherNetwork, somebody, member, mailsTo, forgot } = membersOf(() => ({ smtp, tandem }));
beforeEach(anotherNetwork);

const academy: Organization = {
  ...{ name: "Haff-Akademie $&", color: "#0a7d5a" },
  ...{ termsUrl: "https://haff.example/agb", privacyUrl: "https://haff.example/datenschutz" },
  tellsTaken: true,
};

async function change(more: Partial<Organization>) {
  const { trpc } = await tandem.admin();
  const { version, settings } = await trpc.settings.get.query();
  const organization = { ...settings.organization, ...more };
  return trpc.settings.update.mutate({ version, settings: { ...settings, organization } });
}

test("members see the organisation that an admin has named, and it is in the audit", async () => {
  const seen = () => somebody().trpc.portal.organization.query();
  expect(await seen()).toEqual(defaultOrganization);
  await change(academy);
  expect(await seen()).toEqual(academy);
  const { rows } = await (await tandem.admin()).trpc.audit.list.query({ actions: ["settings"] });
  expect(rows[0]?.changes).toContainEqual({
    field: "organization.name",
    before: "Tandem",
    after: academy.name,
  });
});

test("mails to members are in its name, in both languages", async () => {
  await change(academy);
  const { email } = await member();
  await forgot(email, "de");
  await expect.poll(() => mailsTo(email).length, soon).toBe(1);
  const [mail] = mailsTo(email);
  expect(mail?.subject).toBe("Passwort für Haff-Akademie $& festlegen");
  expect(mail?.text).toContain("Ihr Konto bei Haff-Akademie $&");
  await forgot(email, "en");
  await expect.poll(() => mailsTo(email).length, soon).toBe(2);
  expect(mailsTo(email).at(-1)?.subject).toBe("Set a password for Haff-Akademie $&");
});

test.each([
  ["name", { name: "  " }],
  ["name", { name: "Haff\nBcc: all@example.org" }],
  ["color", { color: "red" }],
  ["termsUrl", { termsUrl: "javascript:alert(1)" }],
  ["privacyUrl", { privacyUrl: "haff.example" }],
])("what cannot be shown to members is refused, by the name of its field: %s", async (field, wrong) => {
  expect(await appErrorOf(change(wrong))).toMatchObject({
    code: "invalid",
    field: `settings.organization.${field}`,
  });
});
