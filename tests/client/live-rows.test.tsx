import { expect, test } from "vitest";
import { movedIn, patchRows, withTotal, type LoadedPages } from "../../client/features/users/live-rows";
import type { UsersPage } from "../../shared/users-api";
import { aRow } from "./support";

const page = (ids: string[], nextCursor: string | null): UsersPage => ({
  rows: ids.map((linkId) => aRow({ linkId })),
  nextCursor,
  total: { count: 6, exact: true },
});
const loaded: LoadedPages = {
  pages: [page(["a", "b", "c"], "p2"), page(["d", "e", "f"], null)],
  pageParams: [null, "p2"],
};
const ids = (pages: LoadedPages) => pages.pages.map((one) => one.rows.map((row) => row.linkId).join(""));

test("a newer row takes its old one's place; nothing moves", () => {
  const next = patchRows(loaded, [
    aRow({ linkId: "b", state: "failed", updatedAt: 2_000 }),
    aRow({ linkId: "new" }),
  ]);
  expect(ids(next)).toEqual(["abc", "def"]);
  expect(next.pages[0]?.rows[1]?.state).toBe("failed");
  expect(next.pages[1]).toBe(loaded.pages[1]);
});

test("how many there are by now is told while the rows stay", () => {
  const now = withTotal(loaded, { count: 2, exact: true });
  expect(now.pages[0]?.total.count).toBe(2);
  expect(ids(now)).toEqual(ids(loaded));
  expect(withTotal(now, { count: 2, exact: true })).toBe(now);
});

test("an older reading changes nothing", () => {
  expect(patchRows(loaded, [aRow({ linkId: "b", state: "failed", updatedAt: 500 })])).toBe(loaded);
});

test("who arrived at the top counts, who was pushed to the next page does not", () => {
  expect(movedIn(loaded, null, page(["new", "a", "b"], "x"))).toEqual({ arrived: 1, gone: [] });
});

test("who left counts, who slid in from the next page does not", () => {
  expect(movedIn(loaded, null, page(["a", "c", "d"], "x"))).toEqual({ arrived: 0, gone: ["b"] });
  const firstOnly: LoadedPages = { pages: loaded.pages.slice(0, 1), pageParams: [null] };
  expect(movedIn(firstOnly, null, page(["a", "c", "d"], "x"))).toEqual({ arrived: 0, gone: ["b"] });
});

test("at the end of the list every difference counts", () => {
  expect(movedIn(loaded, "p2", page(["d", "f", "g"], null))).toEqual({ arrived: 1, gone: ["e"] });
  const empty: LoadedPages = { pages: [page([], null)], pageParams: [null] };
  expect(movedIn(empty, null, page(["a"], null))).toEqual({ arrived: 1, gone: [] });
});
