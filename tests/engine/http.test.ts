import { ConvexHttpClient } from "convex/browser";
import { describe, expect, test } from "vitest";
import { api, openStore } from "./support/deployment";

async function listening() {
  const store = await openStore();
  const { url } = await store.listen({ port: 0 });
  const post = (path: string, body: unknown) =>
    fetch(url + path, { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) });
  return { store, url, post };
}

describe("the HTTP API over TCP", () => {
  test("serves the official client in another process's place", async () => {
    const { url } = await listening();
    const client = new ConvexHttpClient(url, { logger: false });
    const id = await client.mutation(api.users!.add!, { name: "Ada" });
    expect(await client.query(api.users!.get!, { id })).toMatchObject({ name: "Ada" });
    expect(await client.action(api.users!.viaAction!, { name: "Grace" })).toMatchObject({ name: "Grace" });
  });

  test("answers success and failure in Convex's envelopes", async () => {
    const { post } = await listening();
    const added = await post("/api/mutation", { path: "counters:increment", args: [{ name: "a" }] });
    expect(added.status).toBe(200);
    expect(await added.json()).toMatchObject({ status: "success", value: 1 });
    const any = await post("/api/function", { path: "counters:value", args: { name: "a" }, format: "json" });
    expect(await any.json()).toMatchObject({ status: "success", value: 1 });
    const refused = await post("/api/mutation", { path: "users:refuse", args: { code: "c" } });
    expect(refused.status).toBe(200);
    expect(await refused.json()).toMatchObject({
      status: "error",
      errorMessage: expect.stringMatching(/^\[Request ID: [0-9a-f]+\] Server Error\nUncaught ConvexError: /),
      errorData: { code: "c", big: { $integer: "BQAAAAAAAAA=" } },
    });
    const internal = await post("/api/function", { path: "users:hidden", args: {} });
    expect(await internal.json()).toMatchObject({ status: "error" });
  });

  test("tells its version, and refuses what it does not understand", async () => {
    const { url, post } = await listening();
    expect(await (await fetch(`${url}/version`)).text()).toBe("embedded");
    expect((await post("/api/query", "no json")).status).toBe(400);
    expect((await post("/api/query", { args: {} })).status).toBe(400);
    expect((await post("/api/nothing", {})).status).toBe(404);
    expect((await fetch(`${url}/api/query`)).status).toBe(405);
    expect((await post("/api/query", "x".repeat(30 * 1024 * 1024))).status).toBe(413);
  });

  test("a closed listener is gone while the store goes on", async () => {
    const store = await openStore();
    const { url, close } = await store.listen({ port: 0 });
    await close();
    await expect(fetch(`${url}/version`)).rejects.toThrow();
    expect(await store.run((ctx) => ctx.db.query("users").collect())).toEqual([]);
  });
});
