import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { refusalOf } from "../../server/audit/refusals";
import type { AppError } from "../../shared/errors";
import { joinAs } from "../support/operators";
import { newPerson } from "../support/people";
import { type TestStore, openStore } from "../support/store";
import { type TestTandem, startTestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

/** What somebody tried and was refused: in the audit, with who, what and on whom, and never so much that it fills it. */
describe("at the desk", () => {
  let tandem: TestTandem;
  let admin: Visitor;
  beforeAll(async () => {
    tandem = await startTestTandem();
    admin = await tandem.admin();
  });
  afterAll(() => tandem.close());

  const refused = async () => (await admin.trpc.audit.list.query({ actions: ["refused"] })).rows;
  test("a viewer who soft-deletes somebody has tried it, and it stands with the person", async () => {
    const { userId } = await tandem.visitor().trpc.portal.register.mutate(newPerson({ firstName: "Ina" }));
    const { visitor: viewer, operatorId } = await joinAs(tandem, "viewer");
    const attempt = viewer.trpc.users.softDelete.mutate({ id: userId, reason: "Secret plan." });
    await expect(attempt).rejects.toThrow("may not do this");
    expect((await viewer.fetch("/api/export/audit.csv?filter=%7B%22about%22%3A%22x%22%7D")).status).toBe(403);
    const [file, person, ...others] = await refused();
    expect(others).toEqual([]);
    expect(person).toMatchObject({
      ...{ actor: { kind: "operator", id: operatorId, name: "Joan viewer", role: "viewer" }, userId },
      ...{
        summary: "Refused users.softDelete: not permitted.",
        outcome: "not permitted",
        reason: null,
        changes: [],
      },
    });
    expect(file).toMatchObject({
      summary: "Refused GET /api/export/audit.csv: not permitted.",
      userId: null,
    });
    const ofRequest = await admin.trpc.audit.list.query({ requestId: person?.requestId ?? "" });
    expect(ofRequest.rows).toEqual([person]);
    expect((await admin.trpc.audit.list.query({ about: userId, actions: ["refused"] })).rows).toEqual([
      person,
    ]);
  });

  test("a viewer who would import files has tried it, and so has who types the wrong words of a purge", async () => {
    const { userId } = await tandem.visitor().trpc.portal.register.mutate(newPerson({ firstName: "Jan" }));
    const { visitor: viewer } = await joinAs(tandem, "viewer");
    const headers = { "content-type": "application/octet-stream" };
    const upload = await viewer.fetch("/api/import/upload?name=x.csv", {
      method: "POST",
      headers,
      body: "x",
    });
    expect(upload.status).toBe(403);
    await admin.trpc.users.softDelete.mutate({ id: userId, reason: "Asked for it." });
    await expect(admin.trpc.users.purge.mutate({ id: userId, typed: "him" })).rejects.toThrow("to be typed");
    const [purge, file] = await refused();
    expect(file).toMatchObject({
      summary: "Refused POST /api/import/upload: not permitted.",
      actor: { role: "viewer" },
    });
    expect(purge).toMatchObject({ outcome: "wrong words typed", actor: { role: "admin" }, userId });
  });

  test("who types the wrong count of a run has tried it too", async () => {
    const { userId } = await tandem.visitor().trpc.portal.register.mutate(newPerson({ firstName: "Jo" }));
    const { row } = await admin.trpc.users.get.query({ id: userId });
    const selection = { by: "ids" as const, linkIds: [row.linkId] };
    const { hash } = await admin.trpc.runs.preview.query({ action: "soft_delete", selection });
    const run = { name: "Away", reason: "All gone.", action: "soft_delete" as const, selection, hash };
    const wrong = admin.trpc.runs.create.mutate({ ...run, options: { typedCount: 7 } });
    await expect(wrong).rejects.toThrow("Type 1");
    expect((await refused())[0]).toMatchObject({ outcome: "wrong count typed", actor: { role: "admin" } });
  });
});

test("what only could not be done was not refused", () => {
  const why = (code: AppError["code"], field?: string) =>
    refusalOf({ code, message: "", ...(field && { field }) });
  expect(why("needs_step_up")).toBe("step-up missing");
  expect([why("invalid", "name"), why("not_found"), why("conflict"), why("unauthenticated")]).toEqual(
    Array(4).fill(null),
  );
});

describe("who tries again and again", () => {
  let store: TestStore;
  let clock: { now: number };
  beforeEach(async () => {
    ({ store, clock } = await openStore());
  });
  afterEach(() => store.close());

  const system = { role: "system", subject: "tandem" };
  const attempt = async (id: string) => {
    const actor = { id, name: id, role: "viewer" as const };
    const refusal = { actor, what: "users.softDelete", why: "not permitted", requestId: "r" };
    await store.run((ctx) => ctx.runMutation(api.auditRefusals.note, refusal), { identity: system });
  };
  const attempts = async (id: string, count: number) => {
    for (let n = 0; n < count; n++) await attempt(id);
  };
  const told = () =>
    store.run(async ({ db }) =>
      (await db.query("auditEvents").take(100)).map(({ actor, summary }) => [actor.id, summary]),
    );

  test("is told of twenty times in ten minutes, then counted, and nobody else is counted along", async () => {
    await attempts("eve", 45);
    await attempts("otto", 1);
    expect(await told()).toHaveLength(21);
    clock.now += 10 * 60_000;
    await store.runScheduled();
    expect((await told()).at(-1)).toEqual(["eve", "Refused 25 more attempts within 10 minutes."]);
    await attempts("eve", 1);
    expect((await told()).at(-1)).toEqual(["eve", "Refused users.softDelete: not permitted."]);
  });

  test("is counted anew after ten minutes, and no count is told twice", async () => {
    await attempts("eve", 21);
    clock.now += 10 * 60_000;
    await attempts("eve", 2);
    await store.runScheduled();
    expect((await told()).slice(20).map(([, summary]) => summary)).toEqual([
      "Refused 1 more attempt within 10 minutes.",
      "Refused users.softDelete: not permitted.",
      "Refused users.softDelete: not permitted.",
    ]);
  });
});
