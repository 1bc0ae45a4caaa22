import { InfiniteQueryObserver } from "@tanstack/react-query";
import { beforeEach, expect, test } from "vitest";
import { createQueryClient } from "../../client/lib/query-client";
import { refusal } from "./portal-harness";

/** A list whose server was upgraded while it was open: cursors of before are refused. */
const client = createQueryClient(() => {});
let version = 1;
const asked: Array<string | null> = [];
beforeEach(() => {
  client.clear();
  version = 1;
  asked.length = 0;
});

function read(cursor: string | null) {
  asked.push(cursor);
  if (cursor !== null && !cursor.startsWith(`v${version} `))
    throw refusal({ code: "invalid", field: "cursor", message: "Begin again." });
  const page = cursor === null ? 1 : Number(cursor.split(" ")[1]);
  return { rows: [`page ${page} of v${version}`], nextCursor: `v${version} ${page + 1}` };
}

function openList() {
  const list = new InfiniteQueryObserver(client, {
    queryKey: ["users"],
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  list.subscribe(() => {});
  const shown = () => list.getCurrentResult().data?.pages.flatMap(({ rows }) => rows);
  return { list, shown };
}

test("a list that is read on after an upgrade begins again, and shows no error", async () => {
  const { list, shown } = openList();
  await expect.poll(shown).toEqual(["page 1 of v1"]);
  await list.fetchNextPage();
  version = 2;
  await list.fetchNextPage();
  await expect.poll(shown).toEqual(["page 1 of v2"]);
  expect(list.getCurrentResult().error).toBeNull();
  await list.fetchNextPage();
  expect(shown()).toEqual(["page 1 of v2", "page 2 of v2"]);
});

test("so does one whose pages are looked at again for it", async () => {
  const { list, shown } = openList();
  await expect.poll(shown).toEqual(["page 1 of v1"]);
  await list.fetchNextPage();
  version = 2;
  const queryFn = () => read("v1 2");
  await client.fetchQuery({ queryKey: ["live"], queryFn, meta: { list: ["users"] } }).catch(() => null);
  await expect.poll(shown).toEqual(["page 1 of v2"]);
});
