import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/desk";
import { crowd, importAccounts } from "./people";

test.use({ deskOptions: {} });

test.beforeAll(({ desk }) => importAccounts(desk, crowd(12)));

test("the users come with the page: nothing that it shows first is asked for after it", async ({
  desk,
  page,
}) => {
  await desk.signIn(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${desk.url}/users`);
  await expect(page.getByRole("gridcell").first()).toBeVisible();
  const early = (path: string) => asked.filter((each) => each.startsWith("/trpc/") && each.includes(path));
  expect(early("session.me")).toEqual([]);
  expect(early("savedViews.list")).toEqual([]);
  // A few seconds later they are looked at again, as long as somebody does.
  expect(early("users.list").length).toBeLessThan(2);

  await page.goto(`${desk.url}/users?state=linked`);
  await expect(page.getByText("Nobody matches")).toBeVisible();
});

/** Of the users screen's code, compressed. */
const MOST_BYTES = 150_000;

test("the users screen brings little code, and another screen's comes when somebody points at it", async ({
  desk,
  page,
}) => {
  await desk.signIn(page);
  expect(await bytesToFirstRows(page, desk.url)).toBeLessThan(MOST_BYTES);

  await page.goto(`${desk.url}/users`);
  const fetched = page.waitForRequest(/\/assets\/runs-page-.+\.js$/u);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Runs" }).hover();
  await fetched;
});

/** What the page of the desk names, and all that this imports. */
async function bytesToFirstRows({ request }: Page, url: string): Promise<number> {
  const textAt = async (path: string) => (await request.get(`${url}${path}`)).text();
  const paths = new Set(found(await textAt("/users"), /(?:src|href)="(?<path>\/assets\/[^"]+\.js)"/gu));
  let bytes = 0;
  for (const path of paths) {
    const code = await textAt(path);
    bytes += gzipSync(code, { level: 9 }).length;
    for (const name of found(code, /(?:from|import)"\.\/(?<path>[^"]+\.js)"/gu)) paths.add(`/assets/${name}`);
  }
  return bytes;
}

const found = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].flatMap(({ groups }) => groups?.path ?? []);

test("a link to a search shows what was searched for", async ({ desk, page }) => {
  await desk.signIn(page);
  await page.goto(`${desk.url}/users?q=nobody-of-this-name`);
  await expect(page.getByRole("searchbox", { name: "Search users" })).toHaveValue("nobody-of-this-name");
  await expect(page.getByRole("gridcell")).toHaveCount(0);
});

test("who is not signed in is shown the users after signing in", async ({ desk, page }) => {
  await desk.signIn(page);
  await page.context().clearCookies();
  await page.goto(`${desk.url}/users`);
  await expect(page).toHaveURL(/\/sign-in/u);
  await desk.signIn(page);
  await page.goto(`${desk.url}/users`);
  await expect(page.getByRole("gridcell").first()).toBeVisible();
});

test("an address of nothing says so", async ({ desk, page }) => {
  await desk.signIn(page);
  await page.goto(`${desk.url}/no-such-page`);
  await expect(page.getByText("There is no such page")).toBeVisible();
});
