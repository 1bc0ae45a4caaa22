import { copyFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { GenericId as Id } from "convex/values";
import { Database } from "../../server/embedded/driver";
import { api, clientOf, openStore, temporaryDirectory, type TestStore } from "./support/deployment";

const names = ["Ada", "Ada Bell", "Bell", "Zoë", ""] as const;
const roles = ["admin", "member"] as const;

const name = fc.constantFrom(...names);
const role = fc.constantFrom(...roles);
const which = fc.nat(5);
const step = fc.oneof(
  fc.record({ do: fc.constant("add" as const), name, role }),
  fc.record({ do: fc.constant("change" as const), which, name, role }),
  fc.record({ do: fc.constant("remove" as const), which }),
  fc.record({ do: fc.constant("fail" as const), which, name, role, searching: fc.boolean() }),
  fc.record({ do: fc.constant("search" as const), role }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

type Person = { id: string; name: string; role: (typeof roles)[number] };

/** A store, and what a simple model says is in it. */
class World {
  readonly people: Person[] = [];

  constructor(readonly store: TestStore) {}

  async play(action: Step): Promise<void> {
    const { store, people } = this;
    const person = "which" in action ? people[action.which % Math.max(1, people.length)] : undefined;
    switch (action.do) {
      case "add": {
        const fields = { name: action.name, role: action.role };
        const id = await store.run((ctx) => ctx.db.insert("users", fields));
        return void people.push({ id, ...fields });
      }
      case "change": {
        if (!person) return;
        const fields = { name: action.name, role: action.role };
        await store.run((ctx) => ctx.db.patch("users", person.id as Id<"users">, fields));
        return void Object.assign(person, fields);
      }
      case "remove":
        if (!person) return;
        await store.run((ctx) => ctx.db.delete("users", person.id as Id<"users">));
        return void people.splice(people.indexOf(person), 1);
      case "fail":
        return this.fail(person, action);
      case "search":
        return this.compare(store, action.role);
    }
  }

  /** Everything it did is taken back, what a search of its own had written to the index, too. */
  async fail(person: Person | undefined, fields: { name: string; role: Person["role"]; searching: boolean }) {
    const failing = this.store.run(async (ctx) => {
      const { searching, name, role } = fields;
      await ctx.db.insert("users", { name, role });
      if (person) await ctx.db.patch("users", person.id as Id<"users">, { name, role });
      if (searching)
        await ctx.db
          .query("users")
          .withSearchIndex("search_name", (q) => q.search("name", "ada"))
          .take(1);
      throw new Error("not this time");
    });
    await expect(failing).rejects.toThrow("not this time");
  }

  async compare(store: TestStore, role: string): Promise<void> {
    for (const word of ["Ada", "Bell", "Zoë"]) {
      const found = (await clientOf(store).query(api.users!.search!, { text: word, role })) as string[];
      const expected = this.people.filter((one) => one.role === role && one.name.split(" ").includes(word));
      expect(found.toSorted()).toEqual(expected.map((one) => one.name).toSorted());
    }
  }
}

test("whatever was written, taken back or cut off by a crash, a search finds what there is", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const path = join(temporaryDirectory(), "store.sqlite");
      const world = new World(await openStore({ path }));
      for (const one of steps) await world.play(one);
      const reopened = await openStore({ path: copyOf(path) });
      for (const one of roles) await world.compare(reopened, one);
      expect((await reopened.verify()).disagreements).toEqual([]);
      for (const one of roles) await world.compare(world.store, one);
      await Promise.all([reopened.close(), world.store.close()]);
    }),
    { numRuns: 60 },
  );
});

/** The file as a process that was killed now would leave it. */
function copyOf(path: string): string {
  const copy = join(temporaryDirectory(), "copy.sqlite");
  for (const end of ["", "-wal"]) copyFileSync(path + end, copy + end);
  return copy;
}

/** Fails once, at the `nth` statement that begins so, as a full disk does. */
function failOnce(method: "exec" | "sql", beginning: string, nth = 1): () => void {
  const original = Database.prototype[method] as (this: Database, text: string) => never;
  let seen = 0;
  Database.prototype[method] = function (this: Database, text: string) {
    if (text.startsWith(beginning) && ++seen === nth) throw new Error("database or disk is full");
    return original.call(this, text);
  };
  return () => void (Database.prototype[method] = original);
}

const interrupted = [
  {
    what: "a transaction that cannot begin",
    fails: () => failOnce("exec", "BEGIN IMMEDIATE"),
    by: "writing",
  },
  {
    what: "words that cannot be written",
    fails: () => failOnce("sql", "DELETE FROM unsearched WHERE", 2),
    by: "search",
  },
];

test.each(interrupted)(
  "after $what, everything is found as before, and others can write",
  async ({ fails, by }) => {
    const store = await openStore({ path: join(temporaryDirectory(), "store.sqlite") });
    const add = () => store.run((ctx) => ctx.db.insert("users", { name: "Ada", role: "admin" }));
    const search = () =>
      clientOf(store).query(api.users!.search!, { text: "Ada", role: "admin" }) as Promise<string[]>;
    await add();
    await add();
    const mend = fails();
    try {
      await expect(by === "search" ? search() : add()).rejects.toThrow();
    } finally {
      mend();
    }
    await add();
    expect(await search()).toEqual(["Ada", "Ada", "Ada"]);
    expect((await store.verify()).disagreements).toEqual([]);
  },
);
