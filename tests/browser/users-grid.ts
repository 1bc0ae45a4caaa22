import { expect, type Page } from "@playwright/test";

/** The table of the users. */
export const grid = (page: Page) => page.getByRole("grid", { name: "Users" });

/** Its rows, but for the head. */
export const rows = (page: Page) =>
  grid(page)
    .getByRole("row")
    .filter({ has: page.getByRole("gridcell") });

export const search = (page: Page) => page.getByRole("searchbox", { name: "Search users" });
/** Of the person who is open. */
export const drawer = (page: Page) => page.getByRole("dialog");

export async function openUsers(page: Page, url: string, query = "") {
  await page.goto(`${url}/users${query}`);
  await expect(rows(page).first()).toBeVisible();
}
