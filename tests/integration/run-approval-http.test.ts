import { afterAll, beforeAll, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { systemActor } from "../../server/convex-client";
import { appErrorOf } from "../support/app-error";
import { joinAs } from "../support/operators";
import { startRunOverHttp } from "../support/runs";
import { startTestTandem, type TestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

/** Runs that need two people, as two admins meet them at their desks: over real HTTP. */
let tandem: TestTandem;
let maker: Visitor;
let other: Visitor;
let linkIds: string[];

beforeAll(async () => {
  tandem = await startTestTandem();
  maker = await tandem.admin();
  other = (await joinAs(tandem, "admin")).visitor;
  await limit();
  linkIds = await importTwo();
});
afterAll(() => tandem.close());

/** Taking something from more than one person needs two admins. */
async function limit(): Promise<void> {
  const { version, settings } = await maker.trpc.settings.get.query();
  const approval = { ...settings.approval, over: 1 };
  await maker.trpc.settings.update.mutate({ version, settings: { ...settings, approval } });
}

let accounts = 0;
async function importTwo(): Promise<string[]> {
  const store = tandem.convex.as(systemActor);
  const users = [++accounts, ++accounts].map((n) => ({
    ...{ externalId: `account_${n}`, firstName: "Zoë", lastName: `Weiß ${n}`, createdAt: n },
    email: `account.${n}@klinik.example`,
  }));
  await store.mutation(api.imports.users, { users });
  const people = users.map(({ externalId }) => store.query(api.people.get, { id: externalId }));
  return (await Promise.all(people)).map((person) => person?.row.linkId ?? "");
}

/** The maker asks, and waits until everybody is noted down. */
async function ask() {
  const { runId } = await startRunOverHttp(maker, {
    ...{ name: "Away", reason: "All gone.", action: "soft_delete" },
    ...{ selection: { by: "ids", linkIds }, options: { typedCount: 2 } },
  });
  await expect.poll(async () => (await maker.trpc.runs.get.query({ runId })).frozen).toBe(true);
  const { approval } = await maker.trpc.runs.get.query({ runId });
  return { runId, hash: approval?.plan.hash ?? "" };
}

const refusals = async (runId: string) => {
  const { rows } = await maker.trpc.audit.list.query({ about: runId, actions: ["refused"] });
  return rows.map(({ actor, summary }) => `${actor.name}: ${summary}`);
};

test("another admin approves, and every approval that was refused is in the audit", async () => {
  const { runId, hash } = await ask();
  const approve = ({ trpc }: Visitor, plan = hash) => trpc.runs.approve.mutate({ runId, hash: plan });
  expect(await appErrorOf(approve(maker))).toMatchObject({ code: "forbidden" });
  expect(await appErrorOf(approve(other, "another"))).toMatchObject({ code: "conflict" });
  expect(await refusals(runId)).toEqual([
    "Joan admin: Refused runs.approve: not to be approved.",
    "Ada Admin: Refused runs.approve: not permitted.",
  ]);
  expect(await approve(other)).toMatchObject({ approval: { decided: { by: "Joan admin" } } });
  await expect.poll(async () => (await maker.trpc.runs.get.query({ runId })).state).toBe("done");
});

test("nobody in another role may say anything to it", async () => {
  linkIds = await importTwo();
  const { runId, hash } = await ask();
  for (const role of ["viewer", "support", "auditor"] as const) {
    const { trpc } = (await joinAs(tandem, role)).visitor;
    for (const said of [
      trpc.runs.approve.mutate({ runId, hash }),
      trpc.runs.reject.mutate({ runId, reason: "Not now" }),
      trpc.runs.withdraw.mutate({ runId }),
    ])
      expect(await appErrorOf(said)).toMatchObject({ code: "forbidden" });
  }
  expect((await maker.trpc.runs.get.query({ runId })).state).toBe("awaiting_approval");
  await maker.trpc.runs.withdraw.mutate({ runId });
});
