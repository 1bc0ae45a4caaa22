import fc from "fast-check";
import { compareValues, convexToJson, getConvexSize, type Value } from "convex/values";
import { describe, expect, test } from "vitest";
import { afterPrefix, compareKeys, encodeKey } from "../../server/embedded/keys";
import { encodeId, newId, tableNumberOf } from "../../server/embedded/ids";
import { sizeOf } from "../../server/embedded/values";

const int64 = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(
    0n,
    1n,
    -1n,
    127n,
    128n,
    -128n,
    -129n,
    32767n,
    32768n,
    -32769n,
    2n ** 31n,
    -(2n ** 31n) - 1n,
  ),
  fc.constantFrom(2n ** 63n - 1n, -(2n ** 63n)),
);
const float64 = fc.oneof(
  fc.double(),
  fc.constantFrom(NaN, -0, 0, Infinity, -Infinity, Number.MIN_VALUE, -1e-300),
);
// Few letters, among them those that the encoding treats specially, so that equal prefixes are common.
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "b", "\0", "\u0001", "ÿ", "é", "\uffff", "😀"), maxLength: 4 }),
  fc.string({ unit: "binary" }),
);
const bytes = fc
  .array(fc.oneof(fc.constantFrom(0, 1, 255), fc.integer({ min: 0, max: 255 })), { maxLength: 4 })
  .map((list) => Uint8Array.from(list).buffer);
const fieldName = fc.constantFrom("a", "b", "ab", "B", "long_name");

const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constant(null),
    fc.boolean(),
    int64,
    float64,
    text,
    bytes,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fieldName, tie("value"), { maxKeys: 3 }),
  ),
})).value;

function keyOf(values: (Value | undefined)[]): Uint8Array {
  return encodeKey(values.map((one) => (one === undefined ? undefined : convexToJson(one))));
}

describe("index keys", () => {
  test("the order of keys is the order of values, for any two values", () => {
    const maybe = fc.option(value, { nil: undefined, freq: 10 });
    fc.assert(
      fc.property(maybe, maybe, (a, b) => {
        expect(Math.sign(compareKeys(keyOf([a]), keyOf([b])))).toBe(Math.sign(compareValues(a, b)));
      }),
      { numRuns: 5_000 },
    );
  });

  test("the key of several fields sorts by the first that differs", () => {
    const pair = fc.tuple(value, fc.option(value, { nil: undefined }));
    fc.assert(
      fc.property(pair, pair, (a, b) => {
        const expected = compareValues(a[0], b[0]) || compareValues(a[1], b[1]);
        expect(Math.sign(compareKeys(keyOf(a), keyOf(b)))).toBe(Math.sign(expected));
      }),
      { numRuns: 2_000 },
    );
  });

  test("a prefix ends where its next value begins: behind all keys that continue it, before all others", () => {
    fc.assert(
      fc.property(value, value, value, (first, second, other) => {
        const prefix = keyOf([first]);
        const end = afterPrefix(prefix);
        expect(compareKeys(keyOf([first, second]), end)).toBeLessThan(0);
        expect(compareKeys(keyOf([first]), end)).toBeLessThan(0);
        if (compareValues(other, first) > 0)
          expect(compareKeys(keyOf([other]), end)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 2_000 },
    );
  });

  test("the size of an encoded value is what Convex counts", () => {
    fc.assert(
      fc.property(value, (one) => {
        expect(sizeOf(convexToJson(one))).toBe(getConvexSize(one));
      }),
    );
  });
});

describe("document IDs", () => {
  test("are encoded as a deployment encodes them", () => {
    const internal = new Uint8Array(16);
    internal[0] = 251;
    for (let i = 1; i < 16; i++) internal[i] = (internal[i - 1]! * 251) % 256;
    expect(encodeId(1017, internal)).toBe("z43zp6c3e75gkmz1kfwj6mbbx5sw281h");
  });

  test("name their table, and nothing else is taken for an ID", () => {
    const nineBytes = fc.uint8Array({ minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), nineBytes, fc.nat(), (table, random, at) => {
        const id = newId(table, 1_763_807_600_123_456, random);
        expect(tableNumberOf(id)).toBe(table);
        const place = at % id.length;
        const wrong = id[place] === "0" ? "1" : "0";
        expect(tableNumberOf(id.slice(0, place) + wrong + id.slice(place + 1))).not.toBe(table);
        expect(tableNumberOf(id.slice(1))).not.toBe(table);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (anything) => {
        expect(tableNumberOf(anything)).toBeNull();
      }),
    );
  });

  test("made later sort later", () => {
    const random = new Uint8Array(9).fill(255);
    expect(newId(10_001, 1_000, random) < newId(10_001, 1_001, new Uint8Array(9))).toBe(true);
  });
});
