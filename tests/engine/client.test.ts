import { ConvexError } from "convex/values";
import { describe, expect, test } from "vitest";
import { api, clientOf, openStore } from "./support/deployment";

describe("the official client on the store's fetch", () => {
  test("runs mutations and queries", async () => {
    const store = await openStore();
    const client = clientOf(store);
    const id = await client.mutation(api.users!.add!, { name: "Ada", email: "ada@example.com" });
    const found = (await client.query(api.users!.byEmail!, { email: "ada@example.com" })) as object;
    expect(found).toMatchObject({ _id: id, name: "Ada", email: "ada@example.com" });
    expect(await client.query(api.users!.get!, { id })).toEqual(found);
    expect(await client.query(api.users!.byEmail!, { email: "nobody@example.com" })).toBeNull();
  });

  test("an action reaches the database through queries and mutations", async () => {
    const store = await openStore();
    expect(await clientOf(store).action(api.users!.viaAction!, { name: "Grace" })).toMatchObject({
      name: "Grace",
    });
  });

  test("a ConvexError arrives with its data, and what the mutation wrote is gone", async () => {
    const store = await openStore();
    const client = clientOf(store);
    const error: unknown = await client
      .mutation(api.users!.refuse!, { code: "taken" })
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ConvexError);
    expect((error as ConvexError<never>).data).toEqual({ code: "taken", big: 5n });
    expect(await client.query(api.users!.all!, {})).toEqual([]);
  });

  test("any other error arrives as its message, and what the mutation wrote is gone", async () => {
    const store = await openStore();
    const client = clientOf(store);
    await expect(client.mutation(api.users!.crash!, {})).rejects.toThrow(
      /Server Error\nUncaught Error: plain failure/,
    );
    expect(await client.query(api.users!.all!, {})).toEqual([]);
  });

  test("an internal function cannot be called, and cannot be told from one that is not there", async () => {
    const client = clientOf(await openStore());
    await expect(client.query(api.users!.hidden!, {})).rejects.toThrow(
      "Could not find public function for 'users:hidden'",
    );
    await expect(client.query(api.users!.nope!, {})).rejects.toThrow(
      "Could not find public function for 'users:nope'",
    );
  });

  test("a function of another kind is refused by name", async () => {
    const client = clientOf(await openStore());
    await expect(client.query(api.users!.add! as never, { name: "x" } as never)).rejects.toThrow(
      "Server Error\nTrying to execute users.js:add as Query, but it is defined as Mutation.",
    );
  });

  test("concurrent increments are all counted", async () => {
    const store = await openStore();
    const client = clientOf(store);
    const results = await Promise.all(
      Array.from({ length: 100 }, () =>
        client.mutation(api.counters!.increment!, { name: "visits" }, { skipQueue: true }),
      ),
    );
    expect(new Set(results).size).toBe(100);
    expect(await client.query(api.counters!.value!, { name: "visits" })).toBe(100);
    expect(await store.verify()).toMatchObject({ ok: true, documents: 1 });
  });
});
