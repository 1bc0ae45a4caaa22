import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/desk";
import { barriers } from "../support/barriers";
import { type Process, freePort, startProcess, temporaryFolder } from "../support/processes";

let demo: Process;
let folder: string;
let url: string;
let setUpUrl: string;

test.beforeAll(async () => {
  folder = await temporaryFolder();
  await mkdir(folder, { recursive: true });
  // The sample takes a while to load, and the story has people of its own.
  await writeFile(join(folder, "sample-loaded"), "");
  const env = { PORT: String(await freePort()), DATA_DIR: folder };
  demo = startProcess("server/demo.ts", env, ["--pace", "15"]);
  const said = await demo.says(/Tandem is at (http:\S+) .* (http:\S+\/set-up\?token=\S+)/u);
  [, url = "", setUpUrl = ""] = said;
});

test.afterAll(async () => {
  await demo.stop();
  await rm(folder, { recursive: true, force: true });
});

const tour = (page: Page) => page.getByRole("complementary", { name: "Tour of the demo" });
const stands = (page: Page, heading: string) =>
  expect(tour(page).getByRole("heading", { name: heading })).toBeVisible({ timeout: 60_000 });
const follow = (page: Page, link: string) => tour(page).getByRole("link", { name: link }).click();

test("the tour follows a day at the desk, and what it points at can be repaired where it leads", async ({
  page,
}) => {
  await page.goto(setUpUrl);
  await page.getByLabel("Name").fill("Ada Admin");
  await page.getByLabel("E-mail").fill("ada@desk.example");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Set up and sign in" }).click();
  // Here it waits, whatever has been missed; and what was can be looked at again.
  await stands(page, "4 of 7 · Retry them together");
  await expect(tour(page).getByText("The story waits for you.")).toBeVisible();
  for (const before of ["3 of 7 · The backend is back", "2 of 7 · The backend is down"]) {
    await tour(page).getByRole("button", { name: "Back" }).click();
    await stands(page, before);
  }
  await follow(page, "See who waits");
  await expect(page).toHaveURL(`${url}/users?state=pending`);
  for (let times = 0; times < 2; times++) await tour(page).getByRole("button", { name: "Next" }).click();
  await follow(page, "See who failed");
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("checkbox", { name: /all/iu }).first().click();
  await page.getByRole("button", { name: "Resync 3 users" }).click();
  const plan = page.getByRole("dialog", { name: /Resync/u });
  await plan.getByLabel("Reason").fill("The rule in the CRM is mended.");
  await plan.getByRole("button", { name: /^Resync 3 users/u }).click();

  await stands(page, "5 of 7 · One phone, two numbers");
  await follow(page, "See the difference");
  await page.getByRole("button", { name: "Take the CRM’s phone" }).click({ timeout: 60_000 });

  await stands(page, "7 of 7 · That was the day");
  await tour(page).getByRole("button", { name: "Back" }).click();
  await stands(page, "6 of 7 · Deleted by webhook");
  await follow(page, "See the account");
  await expect(page.getByText("deleted", { exact: true }).first()).toBeVisible();
  await tour(page).getByRole("button", { name: "Next" }).click();
  await follow(page, "See the audit");
  await expect(page.getByRole("heading", { name: "Audit", exact: true })).toBeVisible();
  expect(demo.output()).toMatch(/7 of 7\. That was the day/u);
});
