import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RunView } from "../../shared/runs-api";
import { api } from "../../server/convex/_generated/api";
import { systemActor } from "../../server/convex-client";
import { newPerson } from "../support/people";
import { startRunOverHttp } from "../support/runs";
import { type TestTandem, startTestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

/** Runs as the console meets them: over real HTTP, with the real worker and the reference backend. */
let tandem: TestTandem;
let admin: Visitor;
beforeAll(async () => {
  tandem = await startTestTandem();
  admin = await tandem.admin();
});
beforeEach(() => void tandem.backend.setChaos({ mode: "ok" }));
afterAll(() => tandem.close());

let accounts = 0;
async function importAccounts(count: number, fields: object = {}, at = tandem): Promise<string[]> {
  const users = Array.from({ length: count }, () => {
    const n = ++accounts;
    const email = `account.${n}@klinik.example`;
    return {
      externalId: `account_${n}`,
      firstName: "Zoë",
      lastName: `Weiß ${n}`,
      email,
      createdAt: n,
      ...fields,
    };
  });
  const store = at.convex.as(systemActor);
  await store.mutation(api.imports.users, { users });
  const links = users.map(({ externalId }) => store.query(api.people.get, { id: externalId }));
  return (await Promise.all(links)).map((person) => person?.row.linkId ?? "");
}

const resyncOf = (linkIds: string[]) => ({
  ...{ name: "Accounts", reason: "They never reached the CRM", action: "resync" as const },
  selection: { by: "ids" as const, linkIds },
});

/** Everything one admin is told of a run, until the stream ends. */
function watch(visitor: Visitor, runId: string) {
  const told: RunView[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    visitor.trpc.runs.watch.subscribe(
      { runId },
      { onData: ({ data }) => void told.push(data), onComplete: resolve, onError: reject },
    );
  });
  return { told, ended };
}

describe("watching a run", () => {
  test("two admins see the same progress, to the same end", async () => {
    const { runId } = await startRunOverHttp(admin, resyncOf(await importAccounts(30)));
    const watchers = [watch(admin, runId), watch(admin, runId)];
    await Promise.all(watchers.map(({ ended }) => ended));
    for (const { told } of watchers) {
      expect(told.at(-1)).toMatchObject({ state: "done", done: 30, underWay: 0 });
      const settled = told.map(({ done }) => done);
      expect(settled).toEqual([...settled].sort((a, b) => a - b));
    }
    expect(watchers[0]?.told.at(-1)).toEqual(watchers[1]?.told.at(-1));
  });

  test("of a run that nobody has, or by somebody who is not signed in, is refused", async () => {
    await expect(watch(admin, "nobody").ended).rejects.toThrow();
    await expect(watch(tandem.visitor(), "nobody").ended).rejects.toThrow();
  });
});

describe("the CSV of outcomes", () => {
  test("has everybody with outcome and reason, and no value that a spreadsheet would run", async () => {
    const [first = "", second = ""] = await importAccounts(2, {
      firstName: "=HYPERLINK(1)",
      lastName: 'Weiß, "Z"',
    });
    const deleted = await importAccounts(1, { deletedAt: 5 });
    const { runId } = await startRunOverHttp(admin, resyncOf([first, second, ...deleted]));
    await expect
      .poll(() => admin.trpc.runs.get.query({ runId }), { timeout: 20_000 })
      .toMatchObject({ state: "done" });
    const response = await admin.fetch(`/api/export/runs/${runId}.csv`);
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toContain(`run-${runId}.csv`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows: Array<Record<string, string>> = parse(Buffer.from(bytes), { bom: true, columns: true });
    expect(rows.map(({ outcome }) => outcome).sort()).toEqual(["done", "done", "skipped"]);
    const row = rows.find(({ link_id }) => link_id === first);
    expect(row?.["name"]).toBe('\'=HYPERLINK(1) Weiß, "Z"');
    expect(rows.find(({ outcome }) => outcome === "skipped")?.["why"]).toContain("soft-deleted");
  });

  test("is complete however many pages it takes, and leaves an event in the audit", async () => {
    const linkIds = [];
    for (let n = 0; n < 6; n++) linkIds.push(...(await importAccounts(100, { deletedAt: 5 })));
    const { runId } = await startRunOverHttp(admin, resyncOf(linkIds));
    await expect
      .poll(() => admin.trpc.runs.get.query({ runId }), { timeout: 30_000 })
      .toMatchObject({ skipped: 600 });
    const text = await (await admin.fetch(`/api/export/runs/${runId}.csv`)).text();
    const rows: Array<Record<string, string>> = parse(text, { bom: true, columns: true });
    expect(new Set(rows.map(({ link_id }) => link_id)).size).toBe(600);
  }, 60_000);

  test("is for operators only, and of runs that exist", async () => {
    expect((await tandem.visitor().fetch("/api/export/runs/whatever.csv")).status).toBe(401);
    expect((await admin.fetch("/api/export/runs/whatever.csv")).status).toBe(404);
  });
});

describe("inviting many", () => {
  const inviteAll = { name: "Invitations", reason: "The newsletter asked for it", action: "invite" as const };
  const file = async (runId: string) => {
    const response = await admin.fetch(`/api/export/runs/${runId}/invitations.csv`, { method: "POST" });
    const rows: Array<Record<string, string>> = parse(await response.text(), { bom: true, columns: true });
    return rows;
  };
  const tokenOf = (row: Record<string, string> | undefined) =>
    new URL(row?.["link"] ?? "").searchParams.get("invite") ?? "";
  const invited = (token: string) => tandem.visitor().trpc.portal.invitation.query({ token });

  test("makes a link for each, in one file; asking again makes new ones, and the former are no good", async () => {
    const contact = { status: "active", tags: [], createdAt: 1, updatedAt: 1, firstName: "Zoë" };
    const contacts = [1, 2].map((n) => ({
      ...contact,
      crmId: `obj_i${n}`,
      email: `invited.${n}@klinik.example`,
    }));
    await tandem.convex.as(systemActor).mutation(api.imports.contacts, { contacts });
    const selection = { by: "filter" as const, filter: { states: ["crm_only" as const] }, except: [] };
    const { runId } = await startRunOverHttp(admin, { ...inviteAll, selection });
    await expect
      .poll(() => admin.trpc.runs.get.query({ runId }), { timeout: 20_000 })
      .toMatchObject({ state: "done", done: 2 });
    const first = await file(runId);
    expect(first.map(({ contact_id }) => contact_id).sort()).toEqual(["obj_i1", "obj_i2"]);
    expect(await invited(tokenOf(first[0]))).toMatchObject({ email: first[0]?.["email"] });
    const second = await file(runId);
    expect(await invited(tokenOf(first[0]))).toBeNull();
    expect(await invited(tokenOf(second[0]))).toMatchObject({ firstName: "Zoë" });
  });

  test("leaves a link alone that somebody has sent by hand since, and makes none for who cannot be invited any more", async () => {
    const contact = { status: "active", tags: [], createdAt: 1, updatedAt: 1, firstName: "Zoë" };
    const imported = (n: number, fields = {}) => ({
      ...{ ...contact, crmId: `obj_h${n}`, email: `by.hand.${n}@klinik.example` },
      ...fields,
    });
    const store = tandem.convex.as(systemActor);
    await store.mutation(api.imports.contacts, { contacts: [1, 2, 3].map((n) => imported(n)) });
    const people = [1, 2, 3].map((n) => admin.trpc.users.get.query({ id: `obj_h${n}` }));
    const linkIds = (await Promise.all(people)).map(({ row }) => row.linkId);
    const selection = { by: "ids" as const, linkIds };
    const { runId } = await startRunOverHttp(admin, { ...inviteAll, selection });
    await expect
      .poll(() => admin.trpc.runs.get.query({ runId }), { timeout: 20_000 })
      .toMatchObject({ state: "done", done: 3 });
    const byHand = await admin.trpc.users.invite.mutate({ id: "obj_h1", reason: "Asked at the congress" });
    const archived = imported(2, { status: "archived", updatedAt: Date.now() });
    await store.mutation(api.imports.contacts, { contacts: [archived] });
    expect((await file(runId)).map(({ contact_id }) => contact_id)).toEqual(["obj_h3"]);
    expect(await invited(tokenOf({ link: `http://desk${byHand.path}` }))).toMatchObject({ firstName: "Zoë" });
  });

  test("has no file for a run that invites nobody, nor for a stranger", async () => {
    const { runId } = await startRunOverHttp(admin, resyncOf(await importAccounts(1)));
    const path = `/api/export/runs/${runId}/invitations.csv`;
    expect((await admin.fetch(path, { method: "POST" })).status).toBe(409);
    expect((await tandem.visitor().fetch(path, { method: "POST" })).status).toBe(401);
  });
});

test("a run goes on where it was when Tandem is stopped in the middle and started again", async () => {
  const first = await startTestTandem();
  const { dataDir } = first;
  const boss = await first.admin();
  first.backend.setChaos({ mode: "slow", delayMs: 30 });
  const { runId } = await startRunOverHttp(boss, resyncOf(await importAccounts(150, {}, first)));
  await expect
    .poll(async () => (await boss.trpc.runs.get.query({ runId })).done, { timeout: 20_000 })
    .toBeGreaterThan(0);
  await first.stop();
  const second = await startTestTandem({ dataDir });
  const again = await second.admin();
  await expect
    .poll(() => again.trpc.runs.get.query({ runId }), { timeout: 40_000 })
    .toMatchObject({ state: "done", total: 150, done: 150, failed: 0 });
  await second.close();
}, 90_000);

test("a person registering while a run is at work is linked before the run is through", async () => {
  tandem.backend.setChaos({ mode: "slow", delayMs: 40 });
  const { runId } = await startRunOverHttp(admin, resyncOf(await importAccounts(200)));
  const { userId } = await tandem.visitor().trpc.portal.register.mutate(newPerson());
  await expect.poll(async () => (await admin.trpc.users.get.query({ id: userId })).row.state).toBe("linked");
  expect((await admin.trpc.runs.get.query({ runId })).state).not.toBe("done");
  await admin.trpc.runs.cancel.mutate({ runId });
});
