import { expect, test } from "vitest";
import { builtInViews } from "../../client/features/users/built-in-views";
import { readLayout, usualLayout } from "../../client/features/users/column-layout";
import {
  filterOf,
  noFilter,
  parseUsersSearch,
  writeUsersSearch,
  type UsersSearch,
} from "../../client/features/users/users-search";
import { hasColumns, isChanged, openedView, viewOf } from "../../client/features/users/view-search";

const parse = (text: string) => parseUsersSearch(new URLSearchParams(text));
const open = (view: { id: string; search: string }, over = "") =>
  parseUsersSearch(writeUsersSearch(new URLSearchParams(over), openedView(view)));

test("every view that comes with Tandem narrows the list, and opens as it says", () => {
  expect(builtInViews).toHaveLength(5);
  for (const view of builtInViews) {
    expect(Object.keys(filterOf(parse(view.search), Date.now()))).not.toEqual([]);
    expect(isChanged(view.search, open(view))).toBe(false);
  }
});

test("opening a view leaves nothing of what was filtered before, and keeps the tab out of it", () => {
  const shown = open(
    { id: "v1", search: "state=failed" },
    "q=anna&from=-6d&error=timeout&user=k1&sort=name.asc",
  );
  expect(shown).toMatchObject({ ...noFilter, state: ["failed"], sort: null, view: "v1", user: null });
});

test("what is kept brings back search, filters, order and columns; who was open is nobody's business", () => {
  const seen = parse("q=m%C3%BCller&state=failed,drifted&since=-1d&sort=email.asc&user=k1&tab=raw&view=v0");
  const layout = readLayout("name*.state-240.attempts");
  const kept = viewOf(seen, layout);
  const again: UsersSearch = open({ id: "v1", search: kept });
  const expected = { ...seen, cols: "name*.state-240.attempts", view: "v1", user: null, tab: "timeline" };
  expect(again).toEqual(expected);
  expect(hasColumns(kept)).toBe(true);
});

test("a view is changed by another filter, order or column, but not by opening somebody", () => {
  const kept = viewOf(parse("state=failed,drifted"), usualLayout);
  const shown = open({ id: "v1", search: kept });
  expect(isChanged(kept, { ...shown, user: "k1", tab: "jobs" })).toBe(false);
  expect(isChanged(kept, { ...shown, state: ["drifted", "failed"] })).toBe(false);
  const changes: Array<Partial<UsersSearch>> = [
    { q: "anna" },
    { state: ["failed"] },
    { sort: "name.asc" },
    { cols: "name*.state" },
  ];
  for (const change of changes) expect(isChanged(kept, { ...shown, ...change })).toBe(true);
});

test("a view that says nothing of columns leaves each operator theirs", () => {
  const own = { ...parse("state=drifted&sort=lastWebhook.desc"), cols: "name*.state" };
  expect(isChanged("state=drifted&sort=lastWebhook.desc", own)).toBe(false);
});
