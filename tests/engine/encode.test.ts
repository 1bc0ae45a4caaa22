import { convexToJson, type Value } from "convex/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { encode } from "../../server/embedded/encode";

const names = fc.constantFrom("a", "b", "B", "ab", "_id", "10", "9", "", "$a", "é", "\u007f", "__proto__");
const usual = fc.oneof(fc.constant(null), fc.boolean(), fc.string(), fc.integer(), fc.double());
const unusual = fc.oneof(
  fc.bigInt(),
  fc.constantFrom(NaN, -0, Infinity, undefined),
  fc.constantFrom(new Uint8Array([1, 2]).buffer, new Date(0), new Set([1]), new Map(), Symbol("a"), () => 1),
);

/** Rows as functions write and answer them, now and then with something in them that no JSON can hold. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    { arbitrary: usual, weight: 20 },
    { arbitrary: unusual, weight: 1 },
    { arbitrary: fc.array(tie("value"), { maxLength: 4 }), weight: 6 },
    { arbitrary: fc.dictionary(names, tie("value"), { maxKeys: 5 }), weight: 6 },
  ),
}));

const told = (write: () => unknown): string => {
  try {
    return JSON.stringify(write());
  } catch (error) {
    return (error as Error).message;
  }
};

test("any value is written as the SDK writes it, in the same order, or refused in its words", () => {
  fc.assert(
    fc.property(value, (one) => {
      expect(told(() => encode(one as Value))).toBe(told(() => convexToJson(one as Value)));
    }),
    { numRuns: 2_000 },
  );
});

test("what was written does not change with the value it was written of", () => {
  const rows = [{ list: [1], of: { deep: true } }];
  const written = encode(rows);
  rows[0]!.list.push(2);
  rows[0]!.of.deep = false;
  expect(written).toEqual([{ list: [1], of: { deep: true } }]);
});
