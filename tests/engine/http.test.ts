import { ConvexHttpClient } from "convex/browser";
import { describe, expect, test } from "vitest";
import { ConvexError } from "convex/values";
import { api, clientOf, counters, openStore, query, users } from "./support/deployment";

const values = {
  first: query({
    args: {},
    handler: async (ctx): Promise<unknown> => (await ctx.db.query("values").first())?.value,
  }),
};

function succeeded(value: unknown): unknown {
  return { value };
}

/** Request IDs and the lines of the engine's own stack differ. */
function failed(error: unknown): unknown {
  const message =
    error instanceof Error ? error.message.replace(/^\[Request ID: \w+\]/, "").replace(/\n +at .*/g, "") : "";
  return error instanceof ConvexError ? { data: error.data as unknown } : { message };
}

async function listening() {
  const store = await openStore({ modules: { users, counters, values } });
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
    const format = "convex_encoded_json";
    const refused = await post("/api/mutation", { path: "users:refuse", args: { code: "c" }, format });
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
    const codeOf = async (path: string, body: unknown) => {
      const response = await post(path, body);
      return [response.status, ((await response.json()) as { code: string }).code];
    };
    expect(await codeOf("/api/query", "[")).toEqual([400, "BadJsonBody"]);
    expect(await codeOf("/api/query", { path: "no path!", args: {} })).toEqual([
      400,
      "BadConvexFunctionIdentifier",
    ]);
    expect(await codeOf("/api/run/alone", { args: {} })).toEqual([400, "MissingIdentifier"]);
    expect(await codeOf("/api/query", { path: "users:all", args: {}, format: "xml" })).toEqual([
      400,
      "BadFormat",
    ]);
    expect(await codeOf("/api/nothing", {})).toEqual([404, "NotFound"]);
    expect((await fetch(`${url}/api/query?path=users:all&args=no`)).status).toBe(400);
    expect((await post("/api/nothing", {})).status).toBe(404);
    expect((await fetch(`${url}/api/mutation`)).status).toBe(405);
    expect((await post("/api/query", "x".repeat(30 * 1024 * 1024))).status).toBe(413);
  });

  test("runs functions by the path of the URL, and queries by GET", async () => {
    const { url, post } = await listening();
    const run = async (path: string, args: unknown) => (await post(`/api/run/${path}`, { args })).json();
    expect(await run("counters/increment", { name: "a" })).toEqual({ status: "success", value: 1 });
    expect(await run("counters/value", { name: "a" })).toEqual({ status: "success", value: 1 });
    expect(await run("counters/nothing", {})).toMatchObject({
      status: "error",
      errorMessage: expect.stringContaining("Could not find public function for 'counters:nothing'"),
    });
    const args = encodeURIComponent(JSON.stringify({ name: "a" }));
    const got = await fetch(`${url}/api/query?path=counters:value&args=${args}`);
    expect(await got.json()).toEqual({ status: "success", value: 1 });
  });

  test("gives plain JSON to who does not ask for Convex's", async () => {
    const { store, post } = await listening();
    const value = {
      big: 5n,
      bytes: Uint8Array.of(0, 255).buffer,
      list: [NaN, -Infinity, 1.5, null, "x"],
      yes: true,
    };
    await store.run((ctx) => ctx.db.insert("values", { value }));
    const asked = async (format?: string) => {
      const response = await post("/api/run/values/first", { args: {}, format });
      return ((await response.json()) as { value: unknown }).value;
    };
    const clean = { big: "5", bytes: "AP8=", list: ["NaN", "-Infinity", 1.5, null, "x"], yes: true };
    expect(await asked()).toEqual(clean);
    expect(await asked("json")).toEqual(clean);
    expect(await asked("convex_encoded_json")).toMatchObject({ big: { $integer: "BQAAAAAAAAA=" } });
  });

  test("gives ConvexHttpClient the same results and errors as the store's own fetch", async () => {
    const { store, url } = await listening();
    const value = [1n, NaN, -0, Uint8Array.of(7).buffer, { deep: [null] }];
    await store.run((ctx) => ctx.db.insert("values", { value }));
    const clients = [new ConvexHttpClient(url, { logger: false }), clientOf(store)];
    const calls: ((client: ConvexHttpClient) => Promise<unknown>)[] = [
      (client) => client.query(api.values!.first!, {}),
      (client) => client.query(api.users!.byEmail!, { email: "nobody" }),
      (client) => client.query(api.users!.byEmail!, { email: 5 as never }),
      (client) => client.query(api.users!.hidden!, {}),
      (client) => client.query(api.users!.refuse!, { code: "x" }),
      (client) => client.query(api.users!.me!, {}),
      (client) => client.mutation(api.users!.refuse!, { code: "taken" }),
      (client) => client.mutation(api.users!.crash!, {}),
      (client) => client.mutation(api.users!.add!, {} as never),
      (client) => client.action(api.users!.viaAction!, { name: 1 as never }),
      (client) => (client.setAuth("no token"), client.query(api.users!.me!, {})),
    ];
    for (const call of calls) {
      const [overTcp, inProcess] = await Promise.all(
        clients.map((client) => call(client).then(succeeded, failed)),
      );
      expect(overTcp).toEqual(inProcess);
    }
  });

  test("a closed listener is gone while the store goes on", async () => {
    const store = await openStore();
    const { url, close } = await store.listen({ port: 0 });
    await close();
    await expect(fetch(`${url}/version`)).rejects.toThrow();
    expect(await store.run((ctx) => ctx.db.query("users").collect())).toEqual([]);
  });
});
