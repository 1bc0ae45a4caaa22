import fastify, { type FastifyInstance } from "fastify";
import { get } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { getFunctionName } from "convex/server";
import type { Convex } from "../../server/convex-client";
import { registerUsersExport } from "../../server/http/export/users";
import type { Me } from "../../shared/session-api";
import { openStore, type TestStore } from "../support/store";

/** What the audit keeps of an export, over real HTTP on the real store, with as many people as a test wants. */
const ada: Me = {
  operatorId: "op_1",
  name: "Ada Admin",
  email: "ada@desk.example",
  role: "admin",
  mustEnrol: false,
};
let store: TestStore;
let app: FastifyInstance;
let url: string;
let pages: number;
let isLetIn: boolean;

beforeEach(async () => {
  ({ store } = await openStore());
  pages = 0;
  const identity = { subject: ada.operatorId, name: ada.name, role: ada.role };
  isLetIn = true;
  const caller = {
    query: (fn: never, args: never) => {
      if (getFunctionName(fn) === "exports:usersPage") pages += 1;
      return store.run((ctx) => ctx.runQuery(fn, args), { identity });
    },
    mutation: (fn: never, args: never) => store.run((ctx) => ctx.runMutation(fn, args), { identity }),
  };
  app = fastify({ forceCloseConnections: true });
  registerUsersExport(app, {
    convex: { as: () => caller } as unknown as Convex,
    operatorOf: () => Promise.resolve(isLetIn ? ada : null),
  });
  await app.listen({ port: 0, host: "127.0.0.1" });
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/export/users.csv`;
});
afterEach(async () => {
  await app.close();
  await store.close();
});

async function people(count: number, name: string): Promise<void> {
  for (let next = 0; next < count; next += 500) {
    await store.run(async ({ db }) => {
      for (let n = next; n < Math.min(next + 500, count); n++) {
        const texts = { sortName: name.slice(0, 9), sortEmail: "", searchName: "a", searchText: "a" };
        const standing = { state: "crm_only" as const, reason: "no_account", attempts: 0, updatedAt: 1 };
        await db.insert("links", { ...texts, ...standing, name: `${name} ${n}`, createdAt: n });
      }
    });
  }
}

const audit = async () => {
  const events = await store.run(({ db }) => db.query("auditEvents").collect());
  return events.map(({ actor, action, summary, outcome, changes }) => ({
    ...{ who: actor.name, action, summary, outcome },
    said: changes.map(({ field, after }) => `${field}: ${after}`),
  }));
};

test("the audit keeps who took whom along: the filter first, the number when it is through", async () => {
  await people(3, "Zoë Weiß");
  const filter = { query: "a", states: ["crm_only", "failed"], createdFrom: 1 };
  const selection = JSON.stringify({ by: "filter", filter, except: ["k1"] });
  const text = await (await fetch(`${url}?selection=${encodeURIComponent(selection)}`)).text();
  expect(text.trim().split("\n")).toHaveLength(1 + 2);
  await expect.poll(audit).toEqual([
    {
      ...{ who: "Ada Admin", action: "export users", summary: "Exports users.", outcome: undefined },
      said: ["createdFrom: 1970-01-01T00:00:00.001Z", "query: a", "states: crm_only, failed", "excluded: 1"],
    },
    {
      ...{ who: "Ada Admin", action: "export users", summary: "Exported 2 users.", outcome: "complete" },
      said: [],
    },
  ]);
});

test("when the browser goes away nothing more is read, and the audit tells how many had been", async () => {
  await people(6_000, "Z".repeat(4_000));
  await new Promise<void>((resolve, reject) => {
    const request = get(url, (response) => {
      response.once("data", () => {
        response.once("close", resolve);
        request.destroy();
      });
      response.on("error", () => resolve());
    });
    request.on("error", reject);
  });
  await expect.poll(async () => (await audit()).length, { timeout: 20_000 }).toBe(2);
  const [, end] = await audit();
  expect(end).toMatchObject({
    outcome: "incomplete",
    summary: expect.stringMatching(/ended after \d+ users/u),
  });
  expect(pages).toBeLessThan(12);
});

test("a slow reader is waited for: what nobody has taken yet is not read from the store", async () => {
  await people(6_000, "Z".repeat(4_000));
  const response = await fetch(url);
  const reader = response.body?.getReader();
  await reader?.read();
  const read = pages;
  expect(read).toBeLessThan(12);
  let bytes = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
    bytes += part.value.length;
  expect(bytes).toBeGreaterThan(6_000 * 4_000);
  await expect.poll(async () => (await audit()).at(-1)?.summary).toBe("Exported 6000 users.");
});

test("who is disabled meanwhile is told nothing more: the file breaks off, and the audit tells where", async () => {
  await people(6_000, "Z".repeat(4_000));
  const reader = (await fetch(url)).body?.getReader();
  await reader?.read();
  isLetIn = false;
  // However fast the pages come, the question is asked again before long.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 1_000 });
  const rest = async () => {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read());
  };
  await expect(rest()).rejects.toThrow(/terminated/u);
  vi.useRealTimers();
  const [, end] = await audit();
  expect(end).toMatchObject({ outcome: "incomplete" });
  expect(pages).toBeLessThan(12);
});
