import { afterAll, beforeAll, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import type { OperatorRole } from "../../shared/permissions";
import { systemActor } from "../../server/convex-client";
import { scriptOf } from "../support/api-tokens";
import { appErrorOf } from "../support/app-error";
import { newPerson } from "../support/people";
import { startRunOverHttp } from "../support/runs";
import { type TestTandem, startTestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

/** What happened to a person, as the console asks for it over HTTP. */
let tandem: TestTandem;
let admin: Visitor;
let id: string;
beforeAll(async () => {
  tandem = await startTestTandem();
  admin = await tandem.admin();
  const member = tandem.visitor();
  // The answer waits for the first attempt, which the backend here settles at once.
  ({ userId: id } = await member.trpc.portal.register.mutate(newPerson()));
  await admin.trpc.users.softDelete.mutate({ id, reason: "Asked for it by phone" });
  await admin.trpc.users.restore.mutate({ id });
});
afterAll(() => tandem.close());

test("a timeline can be narrowed to what one party did", async () => {
  const actionsOf = async (kinds: Array<"webhooks" | "jobs" | "portal" | "operators">) =>
    (await admin.trpc.users.timeline.query({ id, kinds })).events.map(({ action }) => action);
  expect(await actionsOf(["operators"])).toEqual(["restore", "soft-delete"]);
  expect(await actionsOf(["portal"])).toContain("register");
  const all = await actionsOf([]);
  const parts = await Promise.all(
    (["webhooks", "jobs", "portal", "operators"] as const).map((kind) => actionsOf([kind])),
  );
  expect(parts.flat().sort()).toEqual([...all].sort());
});

test("what a script did is told with its API token, also of each person of a run and each event of a replay", async () => {
  const { userId } = await tandem.visitor().trpc.portal.register.mutate(newPerson());
  await tandem.convex.as(systemActor).mutation(api.webhooks.receive, renamed(userId, "evt_for_script"));
  const scopes = ["users.read", "runs.write", "webhooks.read", "webhooks.replayMany"] as const;
  const { visitor: script, tokenId } = await scriptOf(admin, tandem.url, { scopes, unattended: true });
  const { row } = await admin.trpc.users.get.query({ id: userId });
  const why = { name: "At night", reason: "The list said so" };
  const selection = { by: "ids" as const, linkIds: [row.linkId] };
  await startRunOverHttp(script, { ...why, action: "soft_delete", selection, options: { typedCount: 1 } });
  await script.trpc.webhooks.replayAll.mutate({ ...why, filter: { types: ["user.updated"] } });
  const byScript = async () => {
    const { events } = await admin.trpc.users.timeline.query({ id: userId, kinds: ["operators"] });
    return events.map(({ action, actor, token }) => [action, actor, token]);
  };
  await expect.poll(byScript).toEqual(
    expect.arrayContaining([
      ["soft-delete", "Ada Admin", "nightly"],
      ["replay user.updated", "Ada Admin", "nightly"],
    ]),
  );
  const { rows } = await admin.trpc.audit.list.query({ about: userId });
  const acting = rows.filter(({ actor }) => actor.kind === "operator").map(({ actor }) => actor.token);
  expect(acting).toEqual([
    { id: tokenId, name: "nightly" },
    { id: tokenId, name: "nightly" },
  ]);
});

test("each event opens the record that is kept of it, and of this person only", async () => {
  const { events } = await admin.trpc.users.timeline.query({ id, kinds: ["operators"] });
  const eventId = events.find(({ action }) => action === "soft-delete")?.id ?? "";
  const { record, payload } = await admin.trpc.users.timelineRecord.query({ id, eventId });
  expect(JSON.parse(record ?? "")).toMatchObject({
    ...{ action: "soft-delete", reason: "Asked for it by phone" },
    actor: { kind: "operator", name: "Ada Admin" },
    requestId: expect.any(String),
  });
  expect(payload).toBeNull();
  const { userId: other } = await tandem.visitor().trpc.portal.register.mutate(newPerson());
  const asked = admin.trpc.users.timelineRecord.query({ id: other, eventId });
  expect((await appErrorOf(asked)).code).toBe("not_found");
});

test("the record of an event is for who may read the audit; what a webhook brought, for who may read personal data", async () => {
  const as = (role: OperatorRole) => tandem.convex.as({ kind: "operator", id: role, name: role, role });
  const recordsOf = async (role: OperatorRole) => {
    const { events } = await as(role).query(api.timeline.page, { id, cursor: null });
    const open = (asked: string) => {
      const eventId = events.find(({ action }) => action === asked)?.id ?? "";
      return as(role).query(api.timeline.record, { id, eventId });
    };
    return { deleted: await open("soft-delete"), heard: await open("webhook user.updated") };
  };
  await tandem.convex.as(systemActor).mutation(api.webhooks.receive, renamed(id));
  for (const role of ["admin", "auditor"] as const) {
    const { deleted, heard } = await recordsOf(role);
    expect(deleted).toMatchObject({ record: expect.stringContaining("requestId"), payload: null });
    expect(heard).toMatchObject({ record: expect.any(String), payload: expect.stringContaining("Neu") });
  }
  const seenBySupport = await recordsOf("support");
  expect(seenBySupport.deleted).toEqual({ record: null, payload: null });
  expect(seenBySupport.heard).toEqual({ record: null, payload: expect.stringContaining("Neu") });
  expect((await recordsOf("viewer")).heard).toEqual({ record: null, payload: null });
});

function renamed(convexUserId: string, eventId = "evt_renamed") {
  const data = { convexUserId, lastName: "Neu" };
  const now = Date.now();
  const event = { eventId, type: "user.updated", eventAt: now, payload: JSON.stringify(data) };
  const arrival = { receivedAt: now, durationMs: 3, bytes: 200, headers: [] };
  return { event: { ...event, data }, arrival };
}
