import type { Page } from "@playwright/test";

/** The table of the users. */
export const grid = (page: Page) => page.getByRole("grid", { name: "Users" });

/** Its rows, but for the head. */
export const rows = (page: Page) =>
  grid(page)
    .getByRole("row")
    .filter({ has: page.getByRole("gridcell") });
