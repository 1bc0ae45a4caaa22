import fc from "fast-check";
import { v, type Value } from "convex/values";
import { describe, expect, test } from "vitest";
import { clientOf, openStore, query, type TestStore } from "./support/deployment";
import { api } from "./support/deployment";

type Doc = { _id: string; _creationTime: number; value: Value; group?: number };

async function insertValues(store: TestStore, values: (Value | undefined)[]): Promise<void> {
  await store.run(async (ctx) => {
    for (const value of values) await ctx.db.insert("values", { value: value ?? null });
  });
}

describe("pages", () => {
  const pages = {
    page: query({
      args: {
        cursor: v.union(v.string(), v.null()),
        size: v.number(),
        descending: v.boolean(),
        options: v.any(),
      },
      handler: (ctx, { cursor, size, descending, options }) =>
        ctx.db
          .query("values")
          .withIndex("by_value")
          .order(descending ? "desc" : "asc")
          .filter((q) => q.neq(q.field("group"), 1))
          .paginate({ cursor, numItems: size, ...(options as object) }),
    }),
    other: query({
      args: { cursor: v.union(v.string(), v.null()) },
      handler: (ctx, { cursor }) => ctx.db.query("values").paginate({ cursor, numItems: 1 }),
    }),
    twice: query({
      args: {},
      handler: async (ctx) => {
        await ctx.db.query("values").paginate({ cursor: null, numItems: 1 });
        await ctx.db.query("values").paginate({ cursor: null, numItems: 1 });
      },
    }),
  };
  type Page = { page: Doc[]; isDone: boolean; continueCursor: string };
  const openPages = async () => {
    const store = await openStore({ modules: { pages } });
    const client = clientOf(store);
    const page = (size: number, cursor: string | null, descending = false, options: object = {}) =>
      client.query(api.pages!.page!, { size, cursor, descending, options }) as Promise<Page>;
    return { store, client, page };
  };

  test("visit every document exactly once and in order, whatever their size, also among equal keys", async () => {
    const rows = fc.array(fc.record({ value: fc.constantFrom(0, 1, 2), group: fc.constantFrom(0, 1) }), {
      maxLength: 25,
    });
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (documents, size, descending) => {
          const { store, page } = await openPages();
          await store.run(async (ctx) => {
            for (const document of documents) await ctx.db.insert("values", document);
          });
          const all = await store.run((ctx) =>
            ctx.db
              .query("values")
              .withIndex("by_value")
              .order(descending ? "desc" : "asc")
              .collect(),
          );
          const visited: Doc[] = [];
          let cursor: string | null = null;
          for (let done = false; !done;) {
            const result: Page = await page(size, cursor, descending);
            expect(result.page.length).toBeLessThanOrEqual(size);
            visited.push(...result.page);
            cursor = result.continueCursor;
            done = result.isDone;
          }
          expect(visited).toEqual(all.filter(({ group }) => group !== 1));
          expect(await page(size, cursor, descending)).toMatchObject({ page: [], isDone: true });
        },
      ),
      { numRuns: 40 },
    );
  });

  test("go on behind the last row when others come and go meanwhile", async () => {
    const { store, page } = await openPages();
    await insertValues(store, [10, 20, 30, 40]);
    const first = await page(2, null);
    expect(first.page.map(({ value }) => value)).toEqual([10, 20]);
    await store.run(async (ctx) => {
      await ctx.db.insert("values", { value: 5 });
      await ctx.db.insert("values", { value: 25 });
      await ctx.db.delete(first.page[1]!._id as never);
    });
    expect((await page(9, first.continueCursor)).page.map(({ value }) => value)).toEqual([25, 30, 40]);
  });

  test("end at the end cursor, however many rows there are by then", async () => {
    for (const descending of [false, true]) {
      const { store, page } = await openPages();
      await insertValues(store, [1, 2, 3, 4]);
      const first = await page(2, null, descending);
      await insertValues(store, [2.5, 1.5, 3.5]);
      const again = await page(1, null, descending, { endCursor: first.continueCursor });
      const expected = descending ? [4, 3.5, 3] : [1, 1.5, 2];
      expect(again.page.map(({ value }) => value)).toEqual(expected);
      expect(again).toMatchObject({ isDone: false, continueCursor: first.continueCursor });
    }
  });

  test("read no more rows than allowed, counting those a filter drops", async () => {
    const { store, page } = await openPages();
    await store.run(async (ctx) => {
      for (let value = 0; value < 10; value++)
        await ctx.db.insert("values", { value, group: value < 8 ? 1 : 0 });
    });
    const first = await page(5, null, false, { maximumRowsRead: 4 });
    expect(first).toMatchObject({ page: [], isDone: false });
    const second = await page(5, first.continueCursor, false, { maximumRowsRead: 6 });
    expect(second.page.map(({ value }) => value)).toEqual([8, 9]);
  });

  test("a cursor of another query, or of nobody's, is refused; so is a second page in one function", async () => {
    const { store, client, page } = await openPages();
    await insertValues(store, [1, 2]);
    const { continueCursor } = await page(1, null);
    await expect(client.query(api.pages!.other!, { cursor: continueCursor })).rejects.toThrow(
      "from a different query",
    );
    await expect(page(1, continueCursor, true)).rejects.toThrow("from a different query");
    await expect(page(1, "nonsense")).rejects.toThrow("not made by this store");
    await expect(client.query(api.pages!.twice!, {})).rejects.toThrow("multiple paginated queries");
    await expect(page(0, null)).rejects.toThrow("must be a positive number");
  });

  test("a cursor does not show the key it stands for", async () => {
    const { store, page } = await openPages();
    await insertValues(store, ["secret@example.com", "z"]);
    const { continueCursor } = await page(1, null);
    expect(Buffer.from(continueCursor, "base64url").toString("latin1")).not.toContain("secret");
  });
});
