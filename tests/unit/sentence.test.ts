import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reader, say } from "../../shared/sentence";

const table = {
  plain: "This run is over.",
  runIs: "This run is {state}: it cannot be {asked}.",
  other: "This run is {state}.",
  twice: "{name} and {name} again.",
  odd: "Is it 100 % (of $5) {what}?",
} as const;
const read = reader(table);

describe("a sentence with holes", () => {
  test("is found again with what filled it, whatever that was", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (what) => {
        const told = read(say(table.odd, { what }));
        expect(told?.key).toBe("odd");
        expect(String(told?.values.what)).toBe(/^\d{1,9}$/u.test(what) ? String(Number(what)) : what);
      }),
    );
  });

  test("goes to the sentence of which more is fixed", () => {
    expect(read("This run is paused: it cannot be resumed.")).toEqual({
      key: "runIs",
      values: { state: "paused", asked: "resumed" },
    });
    expect(read("This run is paused.")).toEqual({ key: "other", values: { state: "paused" } });
    expect(read("This run is over.")).toEqual({ key: "plain", values: {} });
  });

  test("holds one value in two places, and gives counts back as numbers", () => {
    expect(read("7 and 7 again.")).toEqual({ key: "twice", values: { name: 7 } });
    expect(read("7 and 8 again.")).toBeNull();
  });

  test("is none when the text is of another table", () => {
    expect(read("Nobody has this ID.")).toBeNull();
  });
});
