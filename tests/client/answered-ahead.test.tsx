import { QueryClient } from "@tanstack/react-query";
import { createTRPCClient, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
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
const queryClient = new QueryClient();
const trpc = createTRPCOptionsProxy<AppRouter>({
  client: createTRPCClient<AppRouter>({ links: [server] }),
  queryClient,
});

/** A page that brings the newest users and the views along, as the server sends it; what it does when it is opened. */
async function openUsersPage(search = "") {
  const brought = Object.entries(firstQuestions("/users", new URLSearchParams())).map(([path, address]) => [
    path,
    { address, answer: { result: { data: `${path} brought` } } },
  ]);
  const block = document.createElement("script");
  block.type = "application/json";
  block.id = firstAnswersId;
  block.textContent = JSON.stringify(Object.fromEntries(brought));
  document.body.replaceChildren(block);
  vi.resetModules();
  const { askUsers } = await import("../../client/features/users/ask-users");
  const open = () => askUsers({ queryClient, trpc }, search);
  await open();
  return open;
}

const known = (path: string) =>
  queryClient.getQueriesData({ queryKey: [path.split(".")] }).map(([, data]) => data);

beforeEach(() => void (asked = []));
afterEach(() => {
  document.body.replaceChildren();
  queryClient.clear();
});

test("the users that came with the page are shown without asking, and asked for when they are looked at again", async () => {
  const openAgain = await openUsersPage();
  expect(asked).toEqual([]);
  expect(known("users.list")).toEqual([{ pages: ["users.list brought"], pageParams: [undefined] }]);
  expect(known("savedViews.list")).toEqual(["savedViews.list brought"]);
  queryClient.clear();
  await openAgain();
  expect(asked.toSorted()).toEqual(["savedViews.list", "users.list"]);
});

test("other users than those that came with the page are asked for", async () => {
  await openUsersPage("?q=anna");
  expect(asked).toEqual(["users.list"]);
  expect(known("users.list")).toEqual([{ pages: ["asked for"], pageParams: [undefined] }]);
});
