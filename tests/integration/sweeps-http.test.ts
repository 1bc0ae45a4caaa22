import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { systemActor } from "../../server/convex-client";
import type { SweepView } from "../../shared/reconcile-api";
import { crmStaff, importContact, importUser } from "../support/crm-staff";
import { type TestTandem, startTestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

/** Sweeps as the console meets them: over real HTTP, with the reference backend as the CRM. */
let tandem: TestTandem;
let admin: Visitor;
beforeAll(async () => {
  tandem = await startTestTandem();
  admin = await tandem.admin();
});
afterAll(() => tandem.close());

/** Everything one admin is told of a sweep, until the stream ends. */
function watch(visitor: Visitor, sweepId: string): Promise<SweepView[]> {
  const told: SweepView[] = [];
  return new Promise((resolve, reject) => {
    visitor.trpc.reconcile.watch.subscribe(
      { sweepId },
      { onData: ({ data }) => void told.push(data), onComplete: () => resolve(told), onError: reject },
    );
  });
}

const rowOf = async (id: string) => {
  const person = await tandem.convex.as(systemActor).query(api.people.get, { id });
  return person && `${person.row.state} ${person.row.reason}`;
};

describe("the desk", () => {
  test("starts a full sweep, watches it to its end, and takes the decision it leaves to people", async () => {
    const staff = crmStaff(tandem);
    const known = await staff.create({ email: "known@x.de", firstName: "Petra", lastName: "Known" });
    await importContact(tandem, "obj_gone", { email: "gone@x.de", firstName: "Gero", lastName: "Gone" });
    await importUser(tandem, "u_gone", { email: "other@x.de", crmContactId: "obj_gone" });
    expect(await rowOf("u_gone")).toBe("unlinked backlink_missing");

    const { sweepId } = await admin.trpc.reconcile.start.mutate({ kind: "full" });
    const told = await watch(admin, sweepId);
    expect(told.at(-1)).toMatchObject({ state: "quarantined", read: 1, notMet: 1, mirrored: 2 });
    const absent = { sweepId, kind: "absent" as const };
    expect((await admin.trpc.reconcile.findings.query(absent)).findings).toMatchObject([
      { contactId: "obj_gone", linkId: expect.any(String) },
    ]);
    await admin.trpc.reconcile.decide.mutate({
      ...{ sweepId, decision: "apply", typedCount: 1, reason: "Gero is gone" },
    });
    expect((await watch(admin, sweepId)).at(-1)).toMatchObject({
      ...{ state: "done", decision: { what: "apply", by: "Ada Admin", reason: "Gero is gone" } },
      findings: { gone: 1, broken: 1, absent: 0 },
    });
    expect(await rowOf("u_gone")).toBe("broken contact_not_found");
    expect(await rowOf(known.id)).toBe("crm_only no_account");
  });

  test("sees the list, the trend, what is next, and that nothing is silent", async () => {
    const { trpc } = admin;
    const { sweeps } = await trpc.reconcile.list.query({});
    expect(sweeps).toMatchObject([{ kind: "full", state: "done", startedBy: "Ada Admin" }]);
    expect(await trpc.reconcile.get.query({ sweepId: sweeps[0]?.sweepId ?? "" })).toEqual(sweeps[0]);
    expect(await trpc.reconcile.trend.query({ kind: "full" })).toMatchObject([{ findings: { gone: 1 } }]);
    expect(await trpc.reconcile.silence.query()).toMatchObject({ silent: false });
    const { next } = await trpc.reconcile.schedule.query();
    expect(next.full).toBeGreaterThan(Date.now());
    expect(next.hot).toBeGreaterThan(next.changes ?? Infinity);
  });

  test("is refused what is not there, and whoever is not signed in everything", async () => {
    await expect(admin.trpc.reconcile.get.query({ sweepId: "nobody" })).rejects.toThrow(/no such sweep/u);
    await expect(watch(admin, "nobody")).rejects.toThrow();
    await expect(tandem.visitor().trpc.reconcile.list.query({})).rejects.toThrow(/Sign in/u);
    await expect(tandem.visitor().trpc.reconcile.start.mutate({ kind: "hot" })).rejects.toThrow(/Sign in/u);
  });
});
