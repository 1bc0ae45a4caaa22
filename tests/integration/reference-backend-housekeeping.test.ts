import { expect, it } from "vitest";
import { Database } from "../../server/reference-backend/store/database";
import { insertExecution } from "../../server/reference-backend/store/executions";
import { deleteOldRecords } from "../../server/reference-backend/store/housekeeping";
import { person, startBackend } from "./reference-backend-harness";

const DAY = 24 * 60 * 60 * 1000;

it("forgets what is old every day, in a backend that is never started again", async () => {
  const { crm, backend, clock, mailLog } = await startBackend();
  await crm.registerUser(person(1), { idempotencyKey: "a" });
  await backend.settled();
  clock.advance(20 * DAY);
  await crm.registerUser(person(2), { idempotencyKey: "b" });
  await backend.settled();
  clock.advance(11 * DAY);
  expect((await crm.listExecutions()).executions).toHaveLength(1);
  expect((await mailLog()).map(({ recipient }) => recipient)).toEqual(["person2@example.org", ""]);
  expect((await crm.listContacts()).total).toBe(2);
});

it("takes a long past in batches, so that nobody waits for it", () => {
  const db = new Database(":memory:");
  for (let n = 0; n < 2_500; n++) {
    const run = { trigger: "t", status: "completed", startedAt: n, completedAt: n } as const;
    insertExecution(db, { id: `exec_${n}`, ...run, logs: [], result: null });
  }
  const left = () => db.get<{ n: number }>("select count(*) as n from executions")?.n;
  const rounds = [1, 2, 3].map(() => ({ more: deleteOldRecords(db, 31 * DAY), left: left() }));
  expect(rounds).toEqual([
    { more: true, left: 1_500 },
    { more: true, left: 500 },
    { more: false, left: 0 },
  ]);
  db.close();
});
