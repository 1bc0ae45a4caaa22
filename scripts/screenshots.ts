import { rm } from "node:fs/promises";
import { join } from "node:path";
import { chromium, expect, type Page } from "@playwright/test";
import { freePort, startProcess, temporaryFolder } from "../tests/support/processes";
import config from "../playwright.config";

/**
 * `npm run screenshots`: the pictures of the README, taken from the running demo. Build the client first
 * (`npm run build`).
 */
const pictures = join(import.meta.dirname, "../docs");

async function main(): Promise<void> {
  const DATA_DIR = await temporaryFolder();
  const port = String(await freePort());
  const server = startProcess("server/demo.ts", { DATA_DIR, PORT: port });
  try {
    const [setUpUrl] = await server.says(/http:\S+\/set-up\?token=\S+/u);
    await takePictures(setUpUrl, `http://127.0.0.1:${port}`);
  } finally {
    await server.stop();
    await rm(DATA_DIR, { recursive: true, force: true });
  }
}

async function takePictures(setUpUrl: string, url: string): Promise<void> {
  const browser = await chromium.launch(config.use?.launchOptions);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 2 });
  await setUp(page, setUpUrl);
  await page.goto(`${url}/users`);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("row").filter({ hasText: "contact.created" }).first()).toBeVisible();
  }).toPass({ timeout: 90_000 });
  await page.screenshot({ path: join(pictures, "users.png") });
  await page.goto(`${url}/users?state=drifted`);
  await page.getByRole("row").filter({ hasText: "drifted" }).first().getByText("@").click();
  await page.getByRole("img", { name: "differs" }).first().waitFor();
  await page.getByRole("list", { name: "Timeline" }).waitFor();
  await page.screenshot({ path: join(pictures, "user.png") });
  await browser.close();
}

async function setUp(page: Page, setUpUrl: string): Promise<void> {
  await page.goto(setUpUrl);
  await page.getByLabel("Name").fill("Ada Admin");
  await page.getByLabel("E-mail").fill("ada@desk.example");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Set up and sign in" }).click();
  await page.getByRole("heading", { name: "Overview", exact: true }).waitFor();
}

await main();
