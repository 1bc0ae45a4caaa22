import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { actorsThemselves, auditActions } from "../../shared/audit-api";
import { defaultSettings } from "../../shared/settings-api";
import { newPerson } from "../support/people";
import { startRunOverHttp } from "../support/runs";
import { type TestTandem, startTestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

/** The audit as an auditor reads it, over real HTTP. */
let tandem: TestTandem;
let admin: Visitor;
let person: { userId: string; contactId: string; linkId: string };

beforeAll(async () => {
  tandem = await startTestTandem();
  admin = await tandem.admin();
  const visitor = tandem.visitor();
  const { userId } = await visitor.trpc.portal.register.mutate(newPerson({ firstName: "Ina" }));
  const linked = async () => (await visitor.trpc.portal.me.query()).sync;
  await vi.waitFor(async () => expect((await linked()).pending).toBe(false));
  const contactId = (await linked()).crmContactId ?? "";
  const { row } = await admin.trpc.users.get.query({ id: userId });
  person = { userId, contactId, linkId: row.linkId };
  const heard = () => list({ about: userId, actors: ["backend"] });
  await vi.waitFor(async () => expect(await heard()).not.toEqual([]), { timeout: 10_000 });
});
afterAll(() => tandem.close());

type Filter = Parameters<Visitor["trpc"]["audit"]["list"]["query"]>[0];
const list = async (filter: Filter) => (await admin.trpc.audit.list.query(filter)).rows;

describe("the audit", () => {
  test("says of an operator's act who it was and in what role, whom it concerned, why, and in which request", async () => {
    await admin.trpc.users.softDelete.mutate({ id: person.userId, reason: "Asked to leave by phone." });
    const [event] = await list({ actions: ["soft-delete"] });
    expect(event).toMatchObject({
      actor: { kind: "operator", name: "Ada Admin", role: "admin" },
      person: { linkId: person.linkId, name: expect.stringContaining("Ina") },
      reason: "Asked to leave by phone.",
    });
    const [same, ...others] = await list({ requestId: event?.requestId ?? "" });
    expect([same, others]).toEqual([event, []]);
    expect(await admin.trpc.audit.get.query({ eventId: event?.eventId ?? "" })).toMatchObject(event ?? {});
    await admin.trpc.users.restore.mutate({ id: person.userId });
  });

  test("finds one person by any of their IDs, with what was done in the portal, by Tandem and by the backend", async () => {
    const byUser = await list({ about: person.userId, limit: 200 });
    expect(new Set(byUser.map(({ actor }) => actor.kind))).toEqual(new Set(["member", "system", "operator"]));
    for (const about of [person.linkId, person.contactId])
      expect(await list({ about, limit: 200 })).toEqual(byUser);
    expect((await list({ about: person.userId, actors: ["members"] })).map(({ action }) => action)).toContain(
      "register",
    );
    expect(await list({ about: "nobody" })).toEqual([]);
  });

  test("of a run: its start, and what it did to each person", async () => {
    const { runId } = await startRunOverHttp(admin, {
      ...{ name: "Tidy up", reason: "They have left.", action: "soft_delete" },
      ...{ selection: { by: "ids" as const, linkIds: [person.linkId] }, options: { typedCount: 1 } },
    });
    await expect.poll(async () => (await admin.trpc.runs.get.query({ runId })).state).toBe("done");
    const events = await list({ about: runId });
    expect(events.map(({ action }) => action)).toEqual(["soft-delete", "run"]);
    expect(events.map(({ person: whom }) => whom?.linkId ?? null)).toEqual([person.linkId, null]);
    for (const { target, reason } of events)
      expect([target, reason]).toEqual([{ kind: "run", id: runId }, "They have left."]);
    await admin.trpc.users.restore.mutate({ id: person.userId });
  });

  test("leads from a person to the runs that touched them, by the event that each run left on them", async () => {
    const { runId } = await startRunOverHttp(admin, {
      ...{ name: "After the outage", reason: "It was down.", action: "resync" },
      ...{ selection: { by: "ids" as const, linkIds: [person.linkId] }, options: {} },
    });
    const left = () => list({ about: person.userId, actions: ["resync"] });
    await expect
      .poll(async () => (await left()).map(({ target }) => target))
      .toEqual([{ kind: "run", id: runId }]);
    const whom = (await list({ about: runId })).map(({ userId }) => userId);
    expect(whom).toEqual([person.userId, null]);
  });

  test("keeps before and after of a setting, and offers its author to choose from", async () => {
    const { version } = await admin.trpc.settings.get.query();
    const settings = { ...defaultSettings, webhooks: { ...defaultSettings.webhooks, keepContentDays: 30 } };
    await admin.trpc.settings.update.mutate({ version, settings });
    const [ada] = await admin.trpc.audit.actors.query();
    const [event] = await list({ actors: [ada?.id ?? ""], actions: ["settings"] });
    expect(event?.changes).toHaveLength(1);
    expect(event?.changes[0]).toMatchObject({
      before: expect.stringMatching(/90/u),
      after: expect.stringMatching(/30/u),
    });
    expect(await list({ actors: [...actorsThemselves], actions: ["settings"] })).toEqual([]);
  });

  test("every action that has happened here is one that can be chosen", async () => {
    const named: readonly string[] = Object.values(auditActions).flat();
    const happened = new Set((await list({ limit: 200 })).map(({ action }) => action));
    expect([...happened].filter((action) => !named.includes(action))).toEqual([]);
  });
});

describe("who may read it", () => {
  const as = (role: "viewer" | "support" | "admin" | "auditor") =>
    tandem.convex.as({ kind: "operator", id: "op", name: "Otto", role });

  test.each(["viewer", "support"] as const)("not %s, in whole or in part", async (role) => {
    const filter = { cursor: null, limit: 1 };
    await expect(as(role).query(api.audit.page, filter)).rejects.toThrow("audit.read");
    await expect(as(role).query(api.audit.get, { eventId: "e" })).rejects.toThrow("audit.read");
    await expect(as(role).query(api.audit.actors, {})).rejects.toThrow("audit.read");
    await expect(as(role).query(api.audit.exportPage, { cursor: null })).rejects.toThrow("audit.export");
    expect((await as(role).query(api.timeline.page, { id: person.userId, cursor: null })).events).not.toEqual(
      [],
    );
  });

  test.each(["admin", "auditor"] as const)("%s, and takes it along", async (role) => {
    expect((await as(role).query(api.audit.page, { cursor: null, limit: 1 })).rows).toHaveLength(1);
    expect((await as(role).query(api.audit.exportPage, { cursor: null })).events).not.toEqual([]);
  });

  test("nobody who is not signed in", async () => {
    await expect(tandem.visitor().trpc.audit.list.query({})).rejects.toThrow("Sign in first");
    expect((await tandem.visitor().fetch("/api/export/audit.csv")).status).toBe(401);
  });
});

describe("the CSV of the audit", () => {
  const address = (filter: object) =>
    `/api/export/audit.csv?filter=${encodeURIComponent(JSON.stringify(filter))}`;

  test("has the events that the list shows, and is in the audit itself", async () => {
    const shown = await list({ about: person.userId, limit: 200 });
    const response = await admin.fetch(address({ about: person.userId }));
    expect(response.headers.get("content-disposition")).toMatch(/audit-\d{4}-\d{2}-\d{2}\.csv/u);
    const rows: Array<Record<string, string>> = parse(await response.text(), { bom: true, columns: true });
    expect(rows.map(({ event_id }) => event_id)).toEqual(shown.map(({ eventId }) => eventId));
    expect(rows.find(({ action }) => action === "soft-delete")).toMatchObject({
      ...{ actor: "Ada Admin", role: "admin", target_kind: "run", reason: "They have left." },
    });
    const told = async () => (await list({ actions: ["export audit"] })).map(({ summary }) => summary);
    await expect.poll(told).toEqual([`Exported ${rows.length} events.`, "Exports events of the audit."]);
  });

  test("refuses a filter that cannot be read, and names it", async () => {
    for (const filter of ["{", '{"actors":"Ada"}']) {
      const response = await admin.fetch(`/api/export/audit.csv?filter=${encodeURIComponent(filter)}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: "invalid", field: "filter" });
    }
  });
});
