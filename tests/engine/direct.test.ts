import type { GenericMutationCtx } from "convex/server";
import { describe, expect, test } from "vitest";
import { api, clientOf, mutation, openStore, type DataModel } from "./support/deployment";

type Ctx = GenericMutationCtx<DataModel>;
type Handler = (ctx: Ctx) => unknown;

/** What functions do with a database, and what they should not. */
const handlers: Record<string, Handler> = {
  everyKindOfValueIsReadAsItWasWritten: async ({ db }) => {
    const value = {
      big: 5n,
      bytes: new Uint8Array([1, 2]).buffer,
      odd: [NaN, -0, Infinity],
      text: '"$integer',
    };
    const id = await db.insert("values", { value });
    return (await db.get("values", id))?.value;
  },
  whatWasReadIsOnesOwn: async ({ db }) => {
    const id = await db.insert("values", { value: { list: [1] } });
    const read = (await db.get(id)) as { value: { list: number[] } };
    read.value.list.push(2);
    return (await db.get(id))?.value;
  },
  rowsOfAQueryAreOnesOwn: async ({ db }) => {
    await db.insert("values", { value: { list: [{ deep: 1 }] }, group: 1 });
    const rows = async () => db.query("values").withIndex("by_value").collect();
    for (const row of (await rows()) as { value: { list: { deep: number }[] }; group: number }[]) {
      row.group = 2;
      row.value.list[0]!.deep = 3;
    }
    return (await rows()).map(({ value, group }) => ({ value, group }));
  },
  rowsReadAgainAndAgainAreOnesOwn: async ({ db }) => {
    await db.insert("values", { value: { list: [1], of: { deep: 1 } }, group: 0 });
    const seen = [];
    for (let time = 1; time < 5; time++) {
      const row = (await db.query("values").withIndex("by_value").first()) as {
        value: { list: number[]; of: object };
        group: number;
      };
      seen.push({ ...row, _id: "", _creationTime: 0, value: JSON.stringify(row.value) });
      row.value.list.push(time);
      Object.assign(row.value.of, { deep: -time });
      row.group = -time;
    }
    return seen;
  },
  rowsOfManyShapesEachAsItIs: async ({ db }) => {
    for (const value of [1, "one", [1], { b: 2, a: 1 }, null]) {
      await db.insert("values", { value });
      await db.insert("values", { value, group: 1 });
    }
    const rows = async () =>
      (await db.query("values").withIndex("by_value").take(10)).map(({ value, group }) => ({ value, group }));
    return [await rows(), await rows(), await rows()];
  },
  anAnswerOfEveryKind: () => ({
    odd: [NaN, -0, -Infinity],
    big: -5n,
    bytes: new Uint8Array([0, 255]).buffer,
    missing: undefined,
    names: { b: 1, a: 2, 10: 3, 9: 4, "": 5 },
  }),
  noAnswer: () => undefined,
  nullForAnAnswer: () => null,
  aDateForAnAnswer: () => ({ at: new Date(0) }),
  aReservedNameInAnAnswer: () => [{ $name: 1 }],
  undefinedInAListOfAnAnswer: () => ({ list: [undefined] }),
  anAnswerOfTooManyElements: () => ({ list: Array.from({ length: 8_193 }, () => 0) }),
  whatWasWrittenIsNoLongerOnesOwn: async ({ db }) => {
    const value = { list: [1] };
    const id = await db.insert("values", { value });
    value.list.push(2);
    return (await db.get(id))?.value;
  },
  aPatchTakesFieldsAwayAndLeavesOthers: async ({ db }) => {
    const id = await db.insert("values", { value: 1, group: 2 });
    await db.patch("values", id, { group: undefined });
    await db.patch(id, { value: 3 });
    const { _id, _creationTime, ...fields } = (await db.get(id))!;
    return fields;
  },
  aReplacedAndADeletedDocument: async ({ db }) => {
    const [one, other] = [await db.insert("values", { value: 1 }), await db.insert("values", { value: 2 })];
    await db.replace(one, { value: "new" });
    await db.delete(other);
    return [(await db.get(one))?.value, await db.get(other)];
  },
  rowsOneByOneUntilOneIsEnough: async ({ db }) => {
    for (const value of [1, 2, 3]) await db.insert("values", { value });
    const seen = [];
    for await (const row of db.query("values").withIndex("by_value")) if (seen.push(row.value) === 2) break;
    return seen;
  },
  filteredAndLimitedRows: async ({ db }) => {
    for (const value of [1, 2, 3, 4]) await db.insert("values", { value });
    const rows = db.query("values").withIndex("by_value").order("desc");
    return (await rows.filter((q) => q.neq(q.field("value"), 3)).take(2)).map(({ value }) => value);
  },
  pagesUntilTheLast: async ({ db }) => {
    for (const value of [1, 2, 3]) await db.insert("values", { value });
    const page = await db.query("values").withIndex("by_value").paginate({ cursor: null, numItems: 2 });
    return [page.page.map(({ value }) => value), page.isDone, page.splitCursor, page.pageStatus];
  },
  twoWhereOneIsExpected: async ({ db }) => {
    for (const value of [1, 1]) await db.insert("values", { value });
    return db.query("values").unique();
  },
  aQueryUsedTwice: async ({ db }) => {
    const rows = db.query("values").withIndex("by_value");
    await rows.collect();
    return rows.collect();
  },
  aQueryUsedAfterItWasChained: async ({ db }) => {
    const rows = db.query("values").withIndex("by_value");
    rows.order("asc");
    return rows.collect();
  },
  aQueryChainedTwice: ({ db }) => {
    const rows = db.query("values").withIndex("by_value");
    rows.order("asc");
    return rows.order("desc").collect();
  },
  aQueryWalkedTwice: ({ db }) => {
    const rows = db.query("values").withIndex("by_value");
    rows[Symbol.asyncIterator]();
    return rows.collect();
  },
  halfARow: ({ db }) => db.query("values").take(0.5),
  aPageOfLessThanNothing: ({ db }) => db.query("values").paginate({ cursor: null, numItems: -1 }),
  anIndexThatIsNotThere: ({ db }) =>
    db
      .query("values")
      .withIndex("by_colour" as never)
      .first(),
  aQueryInsteadOfItsRows: ({ db }) => db.query("values").withIndex("by_value"),
  aTableInsteadOfItsRows: ({ db }) => db.query("values"),
  aNumberForAnId: ({ db }) => db.get(5 as never),
  nothingForAnId: ({ db }) => db.get(undefined as never),
  textThatIsNoId: ({ db }) => db.get("values", "abc" as never),
  anIdOfAnotherTable: async ({ db }) => db.get("users", (await db.insert("values", { value: 1 })) as never),
  nothingToInsert: ({ db }) => db.insert("values", undefined as never),
  aTableOfTheSystem: ({ db }) => db.insert("_storage" as never, {} as never),
  aDateForAValue: ({ db }) => db.insert("values", { value: new Date(0) as never }),
  undefinedInAList: ({ db }) => db.insert("values", { value: [undefined] as never }),
  aDocumentThatDoesNotFit: ({ db }) => db.insert("values", { group: "x" } as never),
  aReservedNameTakenAway: async ({ db }) =>
    db.patch(await db.insert("values", { value: 1 }), { $group: undefined } as never),
  aNumberForAPatch: async ({ db }) => db.patch(await db.insert("values", { value: 1 }), 5 as never),
  somebodyWhoIsGone: async ({ db }) => {
    const id = await db.insert("values", { value: 1 });
    await db.delete(id);
    return db.patch(id, { value: 2 });
  },
};

/** A function whose handler the store cannot see runs on the SDK's own `ctx.db`. */
const onTheSdk = (handler: Handler) =>
  Object.defineProperty(mutation({ args: {}, handler }), "_handler", { value: undefined });

const entries = Object.entries(handlers);
const modules = {
  direct: Object.fromEntries(entries.map(([name, handler]) => [name, mutation({ args: {}, handler })])),
  sdk: Object.fromEntries(entries.map(([name, handler]) => [name, onTheSdk(handler)])),
};

/** What a call comes to in a store of its own, without the IDs and the trace, which are never the same. */
async function outcomeOf(
  module: keyof typeof modules,
  name: string,
): Promise<{ value: unknown } | { error: string }> {
  const client = clientOf(await openStore({ modules }));
  try {
    return { value: await client.mutation(api[module]![name]!, {}) };
  } catch (error) {
    const told = (error as Error).message.split("\n").filter((line) => !/^ {4}at |Request ID/.test(line));
    return {
      error: told
        .join("\n")
        .replaceAll(/\b[a-z0-9]{31,37}\b/g, "ID")
        .replace(`${module}.js`, "module.js"),
    };
  }
}

describe("a function on the store's own ctx.db", () => {
  test.each(entries.map(([name]) => name))("is answered as on the SDK's: %s", async (name) => {
    const told = await outcomeOf("direct", name);
    if ("error" in told) expect(told.error).not.toContain("Could not find");
    expect(told).toEqual(await outcomeOf("sdk", name));
  });
});
