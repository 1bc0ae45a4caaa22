import { createTRPCClient, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { AppRouter } from "../../server/trpc/router";
import { firstAnswersId, firstQuestions } from "../../shared/first-questions";

/** What the server is asked, after all. */
let asked: string[] = [];
const server: TRPCLink<AppRouter> =
  () =>
  ({ op }) =>
    observable((observer) => {
      asked.push(op.path);
      observer.next({ result: { type: "data", data: "asked for" } });
      observer.complete();
    });

/** A page that brings the newest users along, as the server sends it. */
async function openUsersPage() {
  const { "users.list": address } = firstQuestions("/users", new URLSearchParams());
  const block = document.createElement("script");
  block.type = "application/json";
  block.id = firstAnswersId;
  block.textContent = JSON.stringify({ "users.list": { address, answer: { result: { data: "brought" } } } });
  document.body.replaceChildren(block);
  vi.resetModules();
  const { aheadLink } = await import("../../client/lib/ahead");
  return createTRPCClient<AppRouter>({ links: [aheadLink, server] });
}

const newest = { sort: { key: "created", direction: "desc" }, limit: 50, direction: "forward" } as const;
beforeEach(() => (asked = []));
afterEach(() => document.body.replaceChildren());

test("the users that came with the page are shown without asking, and asked for when they are looked at again", async () => {
  const api = await openUsersPage();
  expect(await api.users.list.query(newest)).toBe("brought");
  expect(asked).toEqual([]);
  expect(await api.users.list.query(newest)).toBe("asked for");
});

test("other users than those that came with the page are asked for", async () => {
  const api = await openUsersPage();
  expect(await api.users.list.query({ ...newest, query: "anna" })).toBe("asked for");
  expect(await api.savedViews.list.query()).toBe("asked for");
});
