/** Generated worlds: a schema, then mutations, queries and walks through pages on it. */
import fc from "fast-check";
import { query, terminal, WORDS } from "./queries";
import {
  document,
  fieldsWithoutIds,
  fieldsWithoutRecords,
  fieldsWithRecords,
  fitting,
  patchOf,
  pathsOf,
  someId,
} from "./values";
import type { Case, Fields, Operation, Step, TableSpec, World } from "./world";

const text: Fields = { text: { optional: false, spec: { type: "string" } } };

function searchable(fields: Fields): fc.Arbitrary<TableSpec["search"]> {
  const paths = pathsOf(fields);
  return fc
    .subarray(paths, { maxLength: Math.min(2, paths.length) })
    .map((filterFields) => ({ filterFields }));
}

type Shapes = [fields: Fields, otherFields: Fields | null];

function tableOf(shapes: fc.Arbitrary<Shapes>): fc.Arbitrary<TableSpec> {
  return fc.tuple(shapes, fc.boolean()).chain(([[fields, otherFields], hasSearch]) => {
    const paths = pathsOf(fields);
    const index = fc.shuffledSubarray(paths, { minLength: 1, maxLength: Math.min(3, paths.length) });
    return fc.record(
      {
        fields: fc.constant(hasSearch ? { ...fields, ...text } : fields),
        otherFields: fc.constant(
          otherFields !== null && hasSearch ? { ...otherFields, ...text } : otherFields,
        ),
        indexes: fc
          .array(index, { minLength: 1, maxLength: 3 })
          .map((all) => all.map((indexed, i) => ({ name: `by_${i}`, fields: indexed }))),
        search: hasSearch ? searchable(fields) : fc.constant(null),
      },
      { noNullPrototype: true },
    );
  });
}

const oneShape = (fields: fc.Arbitrary<Fields>) => fields.map((only): Shapes => [only, null]);

const tables: fc.Arbitrary<Tables> = fc.record(
  {
    t0: tableOf(oneShape(fieldsWithoutIds)),
    t1: tableOf(
      fc.oneof(
        { weight: 2, arbitrary: oneShape(fieldsWithRecords) },
        { weight: 1, arbitrary: fc.tuple(fieldsWithoutRecords, fieldsWithoutRecords) },
      ),
    ),
  },
  { noNullPrototype: true },
);

type Tables = Record<string, TableSpec>;

/** Text fields of searchable tables hold words. */
function worded(spec: TableSpec, value: fc.Arbitrary<unknown>): fc.Arbitrary<never> {
  if (spec.search === null) return value as fc.Arbitrary<never>;
  const words = fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }).map((all) => all.join(" "));
  return fc
    .tuple(value as fc.Arbitrary<object>, words)
    .map(([fields, said]) =>
      "text" in fields && typeof fields.text === "string" ? { ...fields, text: said } : fields,
    ) as never;
}

function insert(tables: Tables): fc.Arbitrary<Operation> {
  return fc.constantFrom(...Object.keys(tables)).chain((name) => {
    const spec = tables[name]!;
    return worded(spec, document(spec.fields, spec.otherFields)).map((value): Operation => ({
      type: "insert",
      table: name,
      value,
    }));
  });
}

/** Mostly by the ID of a document of the table named; else by one of another table, or by no ID at all. */
function target(tables: Tables): fc.Arbitrary<{ table: string; id: string; legacy: boolean }> {
  const names = Object.keys(tables);
  return fc
    .constantFrom(...names)
    .chain((name) =>
      fc.record({
        table: fc.constant(name),
        id: fc.oneof(
          { weight: 20, arbitrary: someId(name) },
          { weight: 1, arbitrary: someId(names[0]!) },
          fc.constant("no ID!"),
        ),
        oneInFour: fc.nat({ max: 3 }),
      }),
    )
    .map(({ oneInFour, ...at }) => ({ ...at, legacy: oneInFour === 0 && at.id.startsWith(`#${at.table}`) }));
}

function write(tables: Tables): fc.Arbitrary<Operation> {
  return target(tables).chain(({ table: name, id, legacy }) => {
    const spec = tables[name]!;
    const at = { table: name, id, legacy };
    return fc.oneof(
      fc.constant<Operation>({ type: "delete", ...at }),
      worded(spec, patchOf(spec.fields, spec.otherFields === null)).map((value): Operation => ({
        type: "patch",
        ...at,
        value,
      })),
      worded(spec, document(spec.fields, spec.otherFields)).map((value): Operation => ({
        type: "replace",
        ...at,
        value,
      })),
    );
  });
}

function read(tables: Tables): fc.Arbitrary<Operation> {
  return fc.oneof(
    target(tables).map(({ table: name, id, legacy }): Operation => ({
      type: "get",
      table: name,
      id,
      legacy,
    })),
    target(tables).map(({ table: name, id }): Operation => ({ type: "normalize", table: name, id })),
    ...Array.from({ length: 6 }, () =>
      query(tables, ["search"]).chain((spec) =>
        terminal(spec.source).map((end): Operation => ({ type: "query", query: spec, terminal: end })),
      ),
    ),
  );
}

const failure: fc.Arbitrary<Operation> = fc.oneof(
  fc.nat({ max: 99 }).map((number): Operation => ({ type: "throw", number })),
  fc
    // Without int64 and bytes, which convex-test decodes twice where an error leaves a nested call.
    .constantFrom("text", 5, null, { code: "taken", at: [1, { deep: "k" }] }, ["k"], {
      $float: "AAAAAAAAAIA=",
    })
    .map((data): Operation => ({ type: "refuse", data })),
);

function steps(operation: fc.Arbitrary<Operation>, maxLength: number): fc.Arbitrary<Step[]> {
  const caught = fc.integer({ min: 0, max: 4 }).map((n) => n > 0);
  return fc.array(fc.record({ operation, caught }, { noNullPrototype: true }), { minLength: 1, maxLength });
}

function mutation(tables: Tables): fc.Arbitrary<Case> {
  const simple: fc.WeightedArbitrary<Operation>[] = [
    { weight: 6, arbitrary: insert(tables) },
    { weight: 6, arbitrary: write(tables) },
    { weight: 4, arbitrary: read(tables) },
    { weight: 1, arbitrary: failure },
  ];
  const level = (inner: fc.Arbitrary<Operation> | null): fc.Arbitrary<Operation> => {
    if (inner === null) return fc.oneof(...simple);
    const runMutation = steps(inner, 4).map((list): Operation => ({ type: "runMutation", steps: list }));
    const runQuery = steps(fc.oneof({ weight: 5, arbitrary: read(tables) }, failure), 3).map(
      (list): Operation => ({ type: "runQuery", steps: list }),
    );
    return fc.oneof(...simple, { weight: 3, arbitrary: runMutation }, { weight: 1, arbitrary: runQuery });
  };
  return steps(level(level(level(null))), 6).map((list): Case => ({ type: "mutation", steps: list }));
}

function single(tables: Tables): fc.Arbitrary<Case> {
  return read(tables).map((operation): Case => ({ type: "query", steps: [{ operation, caught: false }] }));
}

function walk(tables: Tables): fc.Arbitrary<Case> {
  return fc.record(
    {
      type: fc.constant("walk" as const),
      query: query(tables, []),
      pageSize: fc.integer({ min: 1, max: 6 }),
      mostRows: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 3, nil: null }),
    },
    { noNullPrototype: true },
  );
}

/** Documents of t0 first: from then on `#t0:n` is an ID. */
function seed(tables: Tables): fc.Arbitrary<Case> {
  const t0 = fitting({ type: "object", fields: tables.t0!.fields });
  const first = worded(tables.t0!, t0).map((value): Operation => ({ type: "insert", table: "t0", value }));
  const rest = fc.array(insert(tables), { minLength: 8, maxLength: 16, size: "max" });
  return fc.tuple(first, first, rest).map(([a, b, all]): Case => ({
    type: "mutation",
    steps: [a, b, ...all].map((operation) => ({ operation, caught: true })),
  }));
}

function cases(tables: Tables): fc.Arbitrary<Case[]> {
  const one = fc.oneof(
    { weight: 3, arbitrary: mutation(tables) },
    { weight: 6, arbitrary: single(tables) },
    { weight: 1, arbitrary: walk(tables) },
  );
  return fc
    .tuple(seed(tables), fc.array(one, { minLength: 16, maxLength: 24, size: "max" }))
    .map(([first, rest]) => [first, ...rest]);
}

export const world: fc.Arbitrary<World> = tables.chain((all) =>
  fc.record({ tables: fc.constant(all), cases: cases(all) }, { noNullPrototype: true }),
);
