import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, webhookSecret } from "../support/desk";
import { signedWebhook } from "../support/webhook";

/** What nobody may find in a log, however much went wrong: all of it passes through in one story. */
const person = {
  first: "Zoraya",
  last: "Quistorp",
  email: "zoraya@praxis-quistorp.example",
  phone: "0171 5550123",
  password: "glutamat unter birken",
};
const wrong = "a guess nobody made before";
const personal = /zoraya|quistorp|5550123|glutamat|birken|nobody made/iu;

/** Every page of the portal, one that is added too. */
const routes = readFileSync(join(import.meta.dirname, "../../client/features/portal/routes.tsx"), "utf8");
const portalPages = [...routes.matchAll(/path: "(?<path>[\w-]+)"/gu)].map(({ groups }) => groups?.path ?? "");

test.use({ deskOptions: { webhooksLost: true } });

test("the logs of a whole story hold no address, number, name, password, token or payload", async ({
  page,
  otherPage,
  desk,
  tolerate,
}) => {
  tolerate(/status of 4\d\d/u);
  const { trpc, fetch, cookies } = await desk.admin();

  await test.step("somebody registers while the backend fails, and again when it has recovered", async () => {
    await desk.chaos({ mode: "error" });
    await otherPage.goto(`${desk.url}/portal/register`);
    await otherPage.getByLabel("First name").fill(person.first);
    await otherPage.getByLabel("Last name").fill(person.last);
    await otherPage.getByLabel("E-mail").fill(person.email);
    await otherPage.getByLabel("Phone").fill(person.phone);
    await otherPage.getByLabel("Password", { exact: true }).fill(person.password);
    await otherPage.getByLabel("Repeat password").fill(person.password);
    await otherPage.getByRole("checkbox").check();
    await otherPage.getByRole("button", { name: "Create account" }).click();
    await expect(otherPage).toHaveURL(/\/portal\/dashboard/u);
    await desk.chaos({ mode: "ok" });
  });

  await test.step("they walk through the portal, with their name in each address, and forget their password", async () => {
    expect(portalPages.length).toBeGreaterThan(8);
    for (const path of portalPages) {
      await otherPage.goto(`${desk.url}/portal/${path}?as=${person.first}#${person.last}`);
      await expect(otherPage.getByRole("heading").first()).toBeVisible();
    }
    await trpc.portal.forgotPassword.mutate({ email: person.email, language: "en" });
  });

  await test.step("passwords are guessed, at both doors", async () => {
    const login = { email: person.email, password: wrong };
    await expect(trpc.session.signIn.mutate(login)).rejects.toThrow();
    await expect(trpc.portal.signIn.mutate(login)).rejects.toThrow();
  });

  await test.step("an operator searches and opens somebody", async () => {
    await desk.signIn(page);
    await page.goto(`${desk.url}/users?q=${person.last}`);
    await page.getByText(person.email).first().click();
    await expect(page.getByRole("heading", { name: new RegExp(person.last, "u") })).toBeVisible();
  });

  await test.step("webhooks come: a good one, a forged one, and one that is no event", async () => {
    const [found] = (await trpc.users.list.query({ query: person.email })).rows;
    const data = { convexUserId: found?.userId ?? "", lastName: person.last, phone: person.phone };
    const good = signedWebhook(webhookSecret, { type: "user.updated", at: Date.now(), data });
    const forged = { ...good, headers: { ...good.headers, "webhook-signature": "v1,forged" } };
    const to = "/api/webhooks/backend-sync";
    expect((await fetch(to, good)).status).toBe(200);
    expect((await fetch(to, forged)).status).toBe(401);
    expect((await fetch(to, { ...good, body: `{"${person.email}` })).ok).toBe(false);
  });

  await test.step("files are taken along, and addresses asked for that nobody answers", async () => {
    const csv = await (await fetch("/api/export/users.csv")).text();
    expect(csv).toContain(person.email);
    await fetch(`/trpc/${person.email}?input=${person.last}`);
    await fetch(`/${person.email}`);
    await fetch(`/api/export/users.csv?selection=${person.last}`);
  });

  // A page that goes on asking would complain of the server's end, which writes the last lines.
  await page.close();
  await otherPage.close();
  await desk.stopServer();
  const printed = desk.printed().replace(desk.setUpUrl, "");
  expect(printed).toContain('"status":200');
  expect(printed.split("\n").filter((line) => personal.test(line))).toEqual([]);
  for (const token of cookies.values()) expect(printed).not.toContain(token);
  expect(printed).not.toContain(desk.apiKey);
  expect(printed).not.toContain(webhookSecret);
  await desk.startServer();
});
