/** Generated field types, and values that fit them or do not. Few values of each kind, so that they meet again. */
import fc from "fast-check";
import { convexToJson, type JSONValue, type Value } from "convex/values";
import type { Fields, FieldSpec } from "./world";

function encoded(...values: Value[]): fc.Arbitrary<JSONValue> {
  return fc.constantFrom(...values.map((value) => convexToJson(value)));
}

function bytes(...numbers: number[]): ArrayBuffer {
  return Uint8Array.from(numbers).buffer;
}

/** Below or above all IDs, which begin with a digit under convex-test and with `j` here. */
const strings = encoded("", "\0", "k", "k\0", "k\0b", "kl", "l", "z9", "z10", "é", "\uffff");
const numbers = encoded(0, -0, 1, -1, 1.5, -1.5, 1e21, 5e-324, NaN, Infinity, -Infinity);
const plainNumbers = encoded(0, 1, 2, 3, 7.5, 1000);
const int64s = encoded(0n, 1n, -1n, 2n, 255n, 256n, -256n, 2n ** 63n - 1n, -(2n ** 63n));
/** Nothing that overflows when multiplied. */
const smallInt64s = encoded(0n, 1n, 2n, 3n, 300n, -300n);
const booleans = encoded(true, false);
const byteStrings = encoded(bytes(), bytes(0), bytes(0, 1), bytes(255), bytes(1));
const notNumbers = [
  strings,
  int64s,
  booleans,
  byteStrings,
  encoded(null, [], {}, [1, "k"], [1], [null], { a: 1 }, { a: 1, b: [] }, { b: 0 }, [[]]),
];
const anything = fc.oneof(numbers, ...notNumbers);
/** What is kept in a plain field stays plain: of other numbers filters calculate what convex-test compares in its own way. */
const strangeTo = (spec: FieldSpec | undefined) =>
  spec?.type === "plain" ? fc.oneof(...notNumbers) : anything;

export const undefinedValue: JSONValue = { $undefined: null };

/** IDs of either table, of documents that are there, are gone, or were undone. */
export function someId(table: string): fc.Arbitrary<string> {
  return fc.nat({ max: 15 }).map((number) => `#${table}:${number}`);
}

export function fitting(spec: FieldSpec): fc.Arbitrary<JSONValue> {
  switch (spec.type) {
    case "string":
      return strings;
    case "number":
      return numbers;
    case "plain":
      return plainNumbers;
    case "int64":
      return fc.oneof({ weight: 3, arbitrary: smallInt64s }, int64s);
    case "boolean":
      return booleans;
    case "null":
      return fc.constant(null);
    case "bytes":
      return byteStrings;
    case "any":
      return anything;
    case "literal":
      return fc.constant(spec.value);
    case "id":
      return someId(spec.table);
    case "array":
      return fc.array(fitting(spec.of), { maxLength: 3 });
    case "record":
      return fc.dictionary(fc.constantFrom("k", "l", "m"), fitting(spec.of), {
        maxKeys: 2,
      }) as fc.Arbitrary<JSONValue>;
    case "union":
      return fc.oneof(...spec.of.map(fitting));
    case "object":
      return fittingFields(spec.fields);
  }
}

export function fittingFields(fields: Fields): fc.Arbitrary<{ [key: string]: JSONValue }> {
  const required = Object.keys(fields).filter((name) => !fields[name]!.optional);
  const model = Object.fromEntries(Object.entries(fields).map(([name, { spec }]) => [name, fitting(spec)]));
  // Without a null prototype, or the text of a document would depend on how it came to be.
  return fc.record(model, { requiredKeys: required, noNullPrototype: true }) as fc.Arbitrary<{
    [key: string]: JSONValue;
  }>;
}

/** What fits a field, or another kind of value, or none: for index bounds and literals in filters. */
export function near(spec: FieldSpec | undefined): fc.Arbitrary<JSONValue> {
  const likely = spec === undefined ? anything : fitting(spec);
  return fc.oneof(
    { weight: 8, arbitrary: likely },
    { weight: 1, arbitrary: anything },
    fc.constant(undefinedValue),
  );
}

/** A document that fits, mostly; else one with a field that is missing, of another kind, or unknown. */
export function document(fields: Fields, otherFields: Fields | null): fc.Arbitrary<JSONValue> {
  const shapes = [fields, ...(otherFields === null ? [] : [otherFields])];
  const fits = fc.oneof(...shapes.map(fittingFields));
  const checked = Object.keys(fields).filter((field) => fields[field]!.spec.type !== "record");
  const name = fc.constantFrom(...checked, "unknown");
  return fc.oneof(
    { weight: 9, arbitrary: fits },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fits,
          name.chain((field) => strangeTo(fields[field]?.spec).map((value) => ({ [field]: value }))),
        )
        .map(([whole, strange]) => ({ ...whole, ...strange })),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(fits, name).map(([{ ...whole }, field]) => (delete whole[field], whole)),
    },
  );
}

/** Some of the fields, each with a value or, if `mayRemove`, with `undefined`. */
export function patchOf(fields: Fields, mayRemove: boolean): fc.Arbitrary<JSONValue> {
  const model = Object.fromEntries(
    Object.entries(fields).map(([name, { optional, spec }]) => [
      name,
      patchValue(spec, optional && mayRemove),
    ]),
  );
  return fc.record(model, { requiredKeys: [], noNullPrototype: true }) as fc.Arbitrary<JSONValue>;
}

function patchValue(spec: FieldSpec, mayRemove: boolean): fc.Arbitrary<JSONValue> {
  const fits = fitting(spec);
  if (mayRemove) return fc.oneof({ weight: 2, arbitrary: fits }, fc.constant(undefinedValue));
  return spec.type === "record" ? fits : fc.oneof({ weight: 9, arbitrary: fits }, strangeTo(spec));
}

const idless: fc.Arbitrary<FieldSpec> = fc.oneof(
  fc
    .constantFrom("string", "number", "plain", "int64", "boolean", "null", "bytes", "any")
    .map((type) => ({ type }) as FieldSpec),
  fc
    .constantFrom<string | number | boolean>("x", "y", 1, true)
    .map((value) => ({ type: "literal", value }) as const),
);

const leaf = fc.oneof(
  { weight: 5, arbitrary: idless },
  { weight: 1, arbitrary: fc.constant<FieldSpec>({ type: "id", table: "t0" }) },
);

function fieldsOf(spec: fc.Arbitrary<FieldSpec>, names: string[]): fc.Arbitrary<Fields> {
  const field = fc.record({ optional: fc.boolean(), spec }, { noNullPrototype: true });
  return fc.dictionary(fc.constantFrom(...names), field, { minKeys: 1, noNullPrototype: true });
}

function deepened(simple: fc.Arbitrary<FieldSpec>): fc.WeightedArbitrary<FieldSpec>[] {
  const object = fieldsOf(simple, ["x", "y", "z"]).map((fields): FieldSpec => ({ type: "object", fields }));
  const either = fc.oneof(simple, object);
  return [
    { weight: 6, arbitrary: simple },
    { weight: 2, arbitrary: object },
    { weight: 1, arbitrary: either.map((of): FieldSpec => ({ type: "array", of })) },
    {
      weight: 2,
      arbitrary: fc
        .array(either, { minLength: 2, maxLength: 3 })
        .map((of): FieldSpec => ({ type: "union", of })),
    },
  ];
}

function record(of: fc.Arbitrary<FieldSpec>): fc.WeightedArbitrary<FieldSpec> {
  return { weight: 1, arbitrary: of.map((value): FieldSpec => ({ type: "record", of: value })) };
}

const FIELD_NAMES = ["a", "b", "c", "d", "e"];

/** For the table that IDs point to: its first documents need no ID to be there. */
export const fieldsWithoutIds = fieldsOf(fc.oneof(...deepened(idless), record(idless)), FIELD_NAMES);
/** convex-test takes anything for a record, hence these occur where a document has one shape, and with what fits. */
export const fieldsWithRecords = fieldsOf(fc.oneof(...deepened(leaf), record(leaf)), FIELD_NAMES);
export const fieldsWithoutRecords = fieldsOf(fc.oneof(...deepened(leaf)), FIELD_NAMES);

/** The type at a dotted path, if it is known. */
export function specAt(fields: Fields, path: string): FieldSpec | undefined {
  const [name = "", inner] = path.split(".");
  const spec = fields[name]?.spec;
  if (inner === undefined || spec === undefined) return spec;
  return spec.type === "object" ? spec.fields[inner]?.spec : undefined;
}

/** Every path that can be indexed: fields, and fields of objects. */
export function pathsOf(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([name, { spec }]) => [
    name,
    ...(spec.type === "object" ? Object.keys(spec.fields).map((inner) => `${name}.${inner}`) : []),
  ]);
}
