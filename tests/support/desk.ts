import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test as base, type Page } from "@playwright/test";
import { type Process, freePort, startProcess, temporaryFolder } from "./processes";
import { type TestSmtp, startSmtp } from "./smtp";

export const webhookSecret = `whsec_${Buffer.from("the secret of the browser tests.").toString("base64")}`;
const apiKey = "key-of-the-browser-tests";

/** Everything there is, as processes of their own: Tandem, the backend it talks to, and a mail server. */
export type Desk = {
  url: string;
  backendUrl: string;
  apiKey: string;
  smtp: TestSmtp;
  stopBackend(): Promise<void>;
  startBackend(): Promise<void>;
  /** Chooses the first admin's name and password by the one-time link, in the page. */
  setUp(page: Page): Promise<void>;
};

export async function openDesk(): Promise<Desk & { close(): Promise<void> }> {
  const folder = await temporaryFolder();
  const smtp = await startSmtp();
  const [port, backendPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const backendUrl = `http://127.0.0.1:${backendPort}/api/v1`;
  let backend: Process | null = null;
  const startBackend = async () => {
    backend = startProcess("server/reference-backend/main.ts", {
      BACKEND_PORT: String(backendPort),
      BACKEND_DATA_DIR: join(folder, "backend"),
      BACKEND_API_KEY: apiKey,
      BACKEND_WEBHOOK_URL: `${url}/api/webhooks/backend-sync`,
      BACKEND_WEBHOOK_SECRETS: webhookSecret,
      SMTP_URL: smtp.url,
    });
    await backend.says(/http:\/\//u);
  };
  await startBackend();
  const server = startProcess("server/main.ts", {
    PORT: String(port),
    DATA_DIR: join(folder, "tandem"),
    BACKEND_URL: backendUrl,
    BACKEND_API_KEY: apiKey,
    BACKEND_WEBHOOK_SECRETS: webhookSecret,
  });
  const [setUpUrl] = await server.says(/http:\S+\/set-up\?token=\S+/u);
  return {
    ...{ url, backendUrl, apiKey, smtp, startBackend },
    stopBackend: async () => backend?.stop(),
    setUp: (page) => setUp(page, setUpUrl),
    close: async () => {
      await server.stop();
      await backend?.stop();
      await smtp.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function setUp(page: Page, setUpUrl: string): Promise<void> {
  await page.goto(setUpUrl);
  await page.getByLabel("Name").fill("Ada Admin");
  await page.getByLabel("E-mail").fill("ada@desk.example");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Set up and sign in" }).click();
  await expect(page.getByRole("heading", { name: "Users", exact: true })).toBeVisible();
}

/** A desk for a file of tests, and pages in which a `console.error` fails the test. */
export const test = base.extend<object, { desk: Desk }>({
  desk: [
    // Playwright reads a fixture's needs from its first parameter, which therefore has to be a pattern.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const desk = await openDesk();
      await use(desk);
      await desk.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  page: async ({ page }, use) => {
    const errors: string[] = [];
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(error.message));
    await use(page);
    expect(errors, "console.error in the page").toEqual([]);
  },
});
export { expect };
