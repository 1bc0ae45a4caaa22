import { describe, expect, test } from "vitest";
import {
  everyMatch,
  extendTo,
  isNobody,
  isPicked,
  nobody,
  pick,
  pickedCount,
  toggle,
  toSelection,
} from "../../client/features/users/selection";
import { selectionWords } from "../../client/features/users/selection-bar";

const order = ["a", "b", "c", "d", "e"];
const total = { count: 412, exact: true };

describe("some, by ID", () => {
  test("nobody -> one -> nobody", () => {
    const one = toggle(nobody, "a");
    expect(isPicked(one, "a")).toBe(true);
    expect(isNobody(toggle(one, "a"))).toBe(true);
  });

  test("a range takes the anchor's state, in either direction", () => {
    const down = extendTo(toggle(nobody, "b"), "d", order);
    expect([...down.ids]).toEqual(["b", "c", "d"]);
    const up = extendTo(down, "a", order);
    expect(pickedCount(up, total).count).toBe(4);
    const undone = extendTo(toggle(up, "d"), "b", order);
    expect([...undone.ids]).toEqual(["a"]);
  });

  test("a range from a row that is no longer shown is a plain toggle", () => {
    const gone = toggle(nobody, "z");
    expect([...extendTo(gone, "c", order).ids]).toEqual(["z", "c"]);
  });
});

describe("everyone who matches", () => {
  test("unpicking excludes, picking again includes", () => {
    const without = pick(everyMatch, ["a", "b"], false);
    expect(isPicked(without, "a")).toBe(false);
    expect(isPicked(without, "c")).toBe(true);
    expect(pickedCount(without, total)).toEqual({ count: 410, exact: true });
    expect(pickedCount(toggle(without, "a"), total).count).toBe(411);
  });

  test("the server is told the filter and the exclusions", () => {
    const filter = { states: ["failed" as const] };
    expect(toSelection(toggle(everyMatch, "a"), filter)).toEqual({ by: "filter", filter, except: ["a"] });
    expect(toSelection(toggle(nobody, "a"), filter)).toEqual({ by: "ids", linkIds: ["a"] });
  });
});

test("the bar always says which", () => {
  expect(selectionWords(pick(nobody, ["a", "b", "c"], true), total)).toBe("3 selected");
  expect(selectionWords(everyMatch, total)).toBe("All 412 that match");
  expect(selectionWords(pick(everyMatch, ["a", "b"], false), total)).toBe("All 412 but 2");
  expect(selectionWords(everyMatch, { count: 10_000, exact: false })).toBe("All 10,000+ that match");
});
