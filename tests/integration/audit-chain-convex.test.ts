import { convexTest } from "convex-test";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api } from "../../server/convex/_generated/api";
import type { Id } from "../../server/convex/_generated/dataModel";
import { verifyBundle } from "../../server/audit/verify-bundle";
import schema from "../../server/convex/schema";
import { linesOf, newAuditSigner } from "../support/audit-bundle";

/** The chain under `convex-test`: what it asks of an index is asked of Convex's too. Never load server/embedded here. */
const modules = import.meta.glob(["../../server/convex/**/*.ts", "../../server/convex/_generated/*.js"]);

let t: ReturnType<typeof openDeployment>;
const openDeployment = () => convexTest({ schema, modules, transactionLimits: true });
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  t = openDeployment();
});
afterEach(() => vi.useRealTimers());

const system = () => t.withIdentity({ subject: "tandem", name: "Tandem", role: "system" });

const happenTimes = (user: Id<"users">, count: number) =>
  t.run(async ({ db }) => {
    const actor = { kind: "operator", id: "op1", name: "Ada Admin", role: "admin" };
    for (let n = 0; n < count; n++)
      await db.insert("auditEvents", {
        ...{
          at: Date.now() + n,
          actor,
          action: "restore",
          summary: "Restored.",
          user,
          reason: `reason ${n}`,
        },
        changes: [],
      });
  });

test("on Convex too a chain is sealed within the limits, signed, proved, and can forget a person", async () => {
  const signer = await newAuditSigner();
  const user = await t.run(({ db }) =>
    db.insert("users", { lastName: "Ina", createdAt: 1, profileUpdatedAt: 1 }),
  );
  await happenTimes(user, 120);
  const { keyId, publicKey } = signer;
  await system().mutation(api.auditChain.announceKey, { keyId, publicKey });
  vi.advanceTimersByTime(60_000);
  while ((await system().mutation(api.auditChain.seal, {})).isMore);
  const { seq, hash, previous } = (await system().query(api.auditChain.statement, {}))!;
  await system().mutation(api.auditChain.checkpoint, signer.sign({ seq, hash, previous, at: Date.now() }));
  await t.run(({ db }) => db.patch("users", user, { deletedAt: 1, deletionNotedAt: 1 }));
  await system().mutation(api.purge.look, {});
  await t.finishAllScheduledFunctions(vi.runAllTimers);

  const records = await system().query(api.auditChain.records, { after: 0, upTo: 121 });
  const checkpoints = await system().query(api.auditChain.checkpoints, { after: 0, upTo: 121 });
  const lines = await linesOf(records, checkpoints, signer);
  expect(await verifyBundle(lines, { keyId })).toMatchObject({ ok: true, records: 121, removed: 120 });
  expect(lines.join("\n")).not.toMatch(/reason \d/u);
  const { unsealed } = await system().query(api.auditChain.state, {});
  expect(unsealed.count).toBe(1);
});
