import { describe, expect, test } from "vitest";
import { ConvexError } from "convex/values";
import { api, clientOf, openStore, users } from "./support/deployment";

type Role = "admin" | "member";

async function openWith(people: { name: string; role?: Role; address?: { city: string } }[]) {
  const store = await openStore();
  await store.run(async (ctx) => {
    for (const person of people) await ctx.db.insert("users", person);
  });
  const client = clientOf(store);
  const search = (text: string, options: { role?: string; take?: number } = {}) =>
    client.query(api.users!.search!, { text, ...options }) as Promise<string[]>;
  return { store, search };
}

describe("full-text search", () => {
  test("takes runs of letters and digits as words, of any script and case", async () => {
    const { search } = await openWith([
      { name: "Ada-Marie O'Neil" },
      { name: "MÜLLER, Jürgen" },
      { name: "Иван 42" },
      { name: "山田 太郎" },
    ]);
    expect(await search("marie")).toEqual(["Ada-Marie O'Neil"]);
    expect(await search("neil ada")).toEqual(["Ada-Marie O'Neil"]);
    expect(await search("müller")).toEqual(["MÜLLER, Jürgen"]);
    expect(await search("ИВАН")).toEqual(["Иван 42"]);
    expect(await search("42")).toEqual(["Иван 42"]);
    expect(await search("太郎")).toEqual(["山田 太郎"]);
    expect(await search("...")).toEqual([]);
    expect(await search("")).toEqual([]);
  });

  test("takes only the last word as a prefix", async () => {
    const { search } = await openWith([{ name: "Alexander Meier" }]);
    expect(await search("alex")).toEqual(["Alexander Meier"]);
    expect(await search("a")).toEqual(["Alexander Meier"]);
    expect(await search("meier alex")).toEqual(["Alexander Meier"]);
    expect(await search("alex unknown")).toEqual([]);
  });

  test("gives documents with all words first, then prefixes, then any word, the newest first", async () => {
    const { search } = await openWith([
      { name: "Anna Old" },
      { name: "Anna Bergmann" },
      { name: "Anna Berg" },
      { name: "Peter Berg" },
      { name: "Annabelle Berg" },
    ]);
    expect(await search("anna berg")).toEqual([
      "Anna Berg",
      "Anna Bergmann",
      "Annabelle Berg",
      "Peter Berg",
      "Anna Old",
    ]);
  });

  test("syntax of the index beneath is only text", async () => {
    const { search } = await openWith([{ name: "plain OR NOT text" }]);
    expect(await search('"plain')).toEqual(["plain OR NOT text"]);
    expect(await search("plain AND (")).toEqual(["plain OR NOT text"]);
    expect(await search("NEAR(plain, 2) ^ * :")).toEqual(["plain OR NOT text"]);
    expect(await search("words:plain")).toEqual(["plain OR NOT text"]);
  });

  test("filters by equality, missing fields and several fields at once", async () => {
    const { store, search } = await openWith([
      { name: "Ada One", role: "admin", address: { city: "Bern" } },
      { name: "Ada Two", role: "member", address: { city: "Bern" } },
      { name: "Ada Three" },
    ]);
    expect(await search("ada", { role: "admin" })).toEqual(["Ada One"]);
    expect(await search("ad", { role: "member" })).toEqual(["Ada Two"]);
    await store.run(async (ctx) => {
      const names = async (city: string | undefined, role: Role | undefined) =>
        (
          await ctx.db
            .query("users")
            .withSearchIndex("search_name", (q) =>
              q.search("name", "ada").eq("role", role).eq("address.city", city),
            )
            .collect()
        ).map(({ name }) => name);
      expect(await names("Bern", "member")).toEqual(["Ada Two"]);
      expect(await names(undefined, undefined)).toEqual(["Ada Three"]);
      expect(await names("Basel", "member")).toEqual([]);
    });
  });

  test("follows changes and deletions", async () => {
    const { store, search } = await openWith([{ name: "Before", role: "member" }, { name: "Gone" }]);
    await store.run(async (ctx) => {
      const [first, second] = await ctx.db.query("users").collect();
      await ctx.db.patch("users", first!._id, { name: "After", role: "admin" });
      await ctx.db.delete("users", second!._id);
    });
    expect(await search("before")).toEqual([]);
    expect(await search("gone")).toEqual([]);
    expect(await search("after", { role: "member" })).toEqual([]);
    expect(await search("after", { role: "admin" })).toEqual(["After"]);
    expect((await store.verify()).disagreements).toEqual([]);
  });

  test("gives 1,024 results at most, pages within them, and says so beyond", async () => {
    const { store, search } = await openWith(
      Array.from({ length: 1_030 }, (_, i) => ({ name: `many n${i}` })),
    );
    expect(await search("many", { take: 1_024 })).toHaveLength(1_024);
    await expect(search("many", { take: 1_025 })).rejects.toThrow("scanned too many documents");
    const first = await search("many", { take: 3 });
    expect(first).toEqual(["many n1029", "many n1028", "many n1027"]);
    const pages: string[] = [];
    let cursor: string | null = null;
    for (let i = 0; i < 3; i++) {
      const numItems = 2;
      const page = await store.run((ctx) =>
        ctx.db
          .query("users")
          .withSearchIndex("search_name", (q) => q.search("name", "many"))
          .paginate({ cursor, numItems }),
      );
      pages.push(...page.page.map(({ name }) => name));
      cursor = page.continueCursor;
    }
    expect(pages).toEqual([1029, 1028, 1027, 1026, 1025, 1024].map((i) => `many n${i}`));
  });

  test("reads sixteen words at most, and the sixteenth is then the last", async () => {
    const known = Array.from({ length: 17 }, (_, i) => `word${String.fromCharCode(97 + i)}`);
    const { search } = await openWith([{ name: "wordq" }, { name: "wordpx" }]);
    expect(await search(known.join(" "))).toEqual(["wordpx"]);
    expect(await search(known.slice(1).join(" "))).toEqual(["wordq"]);
  });

  test("words longer than 32 bytes are neither found nor looked for", async () => {
    const [just, over] = ["x".repeat(32), "y".repeat(33)];
    const { search } = await openWith([
      { name: `${just} one` },
      { name: `${over} two` },
      { name: "ü".repeat(17) },
    ]);
    expect(await search(just)).toEqual([`${just} one`]);
    expect(await search("x")).toEqual([`${just} one`]);
    expect(await search(over)).toEqual([]);
    expect(await search("y")).toEqual([]);
    expect(await search("ü")).toEqual([]);
    expect(await search(`${over} two`)).toEqual([`${over} two`]);
  });

  test("sees what its own mutation wrote, and not what a nested one wrote before it failed", async () => {
    const store = await openStore({ modules: { users } });
    await store.run(async (ctx) => {
      const find = async (text: string) =>
        (
          await ctx.db
            .query("users")
            .withSearchIndex("search_name", (q) => q.search("name", text))
            .collect()
        ).length;
      const id = await ctx.db.insert("users", { name: "first" });
      expect(await find("first")).toBe(1);
      await ctx.db.patch("users", id, { name: "second" });
      expect([await find("first"), await find("second")]).toEqual([0, 1]);
      await expect(ctx.runMutation(api.users!.refuse!, { code: "x" })).rejects.toThrow(ConvexError);
      expect(await find("never")).toBe(0);
      await ctx.db.delete("users", id);
      expect(await find("second")).toBe(0);
    });
    expect((await store.verify()).disagreements).toEqual([]);
  });

  test("refuses to search another field, to filter by one that is not indexed, and more than eight filters", async () => {
    const store = await openStore();
    type Build = (q: { search(field: string, text: string): Chain }) => Chain;
    type Chain = { eq(field: string, value: unknown): Chain };
    const refused = (build: Build, message: string) =>
      expect(
        store.run((ctx) =>
          ctx.db
            .query("users")
            .withSearchIndex("search_name", build as never)
            .collect(),
        ),
      ).rejects.toThrow(`Search query against users.search_name ${message}`);
    await refused(
      (q) => q.search("email", "x"),
      'contains a search filter against "email", which doesn\'t match the indexed `searchField` "name".',
    );
    await refused(
      (q) => q.search("name", "x").eq("age", 1),
      'contains an equality filter on "age" but that field isn\'t indexed for filtering in `filterFields`.',
    );
    const nine = (q: Parameters<Build>[0]) =>
      Array.from({ length: 9 }).reduce<Chain>((chain) => chain.eq("role", "admin"), q.search("name", "x"));
    await refused(nine, "has too many filter conditions. Max: 8 Actual: 9");
  });

  test("collecting exactly 1,024 results is already too much, taking them is not", async () => {
    const { store, search } = await openWith(Array.from({ length: 1_024 }, () => ({ name: "many" })));
    expect(await search("many", { take: 1_024 })).toHaveLength(1_024);
    const everything = store.run((ctx) =>
      ctx.db
        .query("users")
        .withSearchIndex("search_name", (q) => q.search("name", "many"))
        .collect(),
    );
    await expect(everything).rejects.toThrow(
      "Search query scanned too many documents (fetched 1024). Consider using a smaller limit, paginating the query, or " +
        "using a filter field to limit the number of documents pulled from the search index.",
    );
  });
});
