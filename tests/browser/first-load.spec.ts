import { expect, test } from "../support/desk";
import { crowd, importAccounts } from "./people";

test.use({ deskOptions: {} });

test.beforeAll(({ desk }) => importAccounts(desk, crowd(12)));

test("the users are asked for once, before the console's code is there", async ({ desk, page }) => {
  await desk.signIn(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${desk.url}/users`);
  await expect(page.getByRole("gridcell").first()).toBeVisible();

  for (const path of ["session.me", "savedViews.list", "users.list"])
    expect(asked.filter((each) => each.startsWith("/trpc/") && each.includes(path))).toEqual([
      `/trpc/${path}`,
    ]);
});

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
