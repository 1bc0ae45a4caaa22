import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { appRouter } from "../../server/trpc/router";
import { newPerson } from "../support/people";
import { startRunOverHttp } from "../support/runs";
import { startTestTandem, type TestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

/** Lists asked to go on at a cursor which is none of theirs: by a script, or by a console that an older Tandem has served. */
let tandem: TestTandem;
let admin: Visitor;
/** What a list must be told to be asked for at all. */
let begin: Record<string, object>;
beforeAll(async () => {
  tandem = await startTestTandem();
  admin = await tandem.admin();
  begin = await somethingToList();
});
afterAll(() => tandem.close());

async function somethingToList() {
  const [anna] = await Promise.all([register(), register()]);
  const why = { reason: "To have something to list" };
  const { runId } = await startRunOverHttp(admin, {
    ...{ name: "Everybody", action: "resync", selection: { by: "filter", filter: {} }, ...why },
  });
  const { sweepId } = await admin.trpc.reconcile.start.mutate({ kind: "full" });
  const replays = await admin.trpc.webhooks.replayAll.mutate({ filter: {}, name: "All", ...why });
  return {
    "users.timeline": { id: anna },

    "runs.items": { runId },
    "reconcile.findings": { sweepId, kind: "drifted" },
    "webhooks.replayItems": { runId: replays.runId },
  };
}

async function register(): Promise<string> {
  const { userId } = await tandem.visitor().trpc.portal.register.mutate(newPerson());
  return userId;
}

type Procedure = { _def: { inputs: z.ZodType[] } };
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>);
const lists = procedures.flatMap(([path, { _def }]) =>
  _def.inputs.some((input) => input instanceof z.ZodObject && "cursor" in input.shape) ? [path] : [],
);

async function ask(path: string, input: object) {
  const question = encodeURIComponent(JSON.stringify({ ...begin[path], ...input }));
  const answer = await admin.fetch(`/trpc/${path}?input=${question}`);
  return { status: answer.status, body: (await answer.json()) as unknown };
}

/** Of every list that goes on after one row. */
async function cursorsGiven(): Promise<Array<[path: string, cursor: string]>> {
  const pages = await Promise.all(lists.map((path) => ask(path, { limit: 1 })));
  return pages.flatMap(({ body }, index) => {
    const page = Page.safeParse(body);
    return page.success ? [[lists[index] ?? "", page.data.result.data.nextCursor]] : [];
  });
}
const Page = z.object({ result: z.object({ data: z.object({ nextCursor: z.string() }) }) });

const refused = {
  status: 400,
  body: { error: { data: { app: { code: "invalid", field: "cursor" }, said: { key: "cursorGone" } } } },
};

describe("a list that does not go on at a cursor names it and says to begin again", () => {
  test.each(lists)("%s", async (path) => {
    expect(await ask(path, {})).toMatchObject({ status: 200 });
    for (const cursor of ["made up", "[]", '["nobody"]', "{}", "-1"])
      expect(await ask(path, { cursor }), cursor).toMatchObject(refused);
  });

  test("whether it is of another list, be it sorted alike, of another order or of somebody else", async () => {
    const given = await cursorsGiven();
    const alike = ["users.list", "audit.list", "webhooks.list"];
    expect(given.map(([path]) => path)).toEqual(expect.arrayContaining(alike));
    for (const [of, cursor] of given)
      for (const path of lists.filter((path) => path !== of))
        expect(await ask(path, { cursor }), `${of} in ${path}`).toMatchObject(refused);
    const cursor = new Map(given).get("users.list");
    const byEmail = { sort: { key: "email", direction: "asc" } };
    expect(await ask("users.list", { ...byEmail, cursor })).toMatchObject(refused);
    expect(await ask("users.list", { query: "anna", cursor })).toMatchObject(refused);
  });

  test("which changes nothing for who reads on where the last page ended", async () => {
    const { nextCursor } = await admin.trpc.users.list.query({ limit: 1 });
    expect(await ask("users.list", { limit: 1, cursor: nextCursor })).toMatchObject({ status: 200 });
    const { nextCursor: older } = await admin.trpc.audit.list.query({ limit: 1 });
    expect(await ask("audit.list", { limit: 1, cursor: older })).toMatchObject({ status: 200 });
  });
});
