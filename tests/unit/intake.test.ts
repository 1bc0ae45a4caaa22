import { expect, test } from "vitest";
import type { ConvexCaller } from "../../server/convex-client";
import { Intake } from "../../server/sync/intake";
import type { Lane } from "../../shared/jobs";

type Place = { lane: Lane; shard: number };
const run: Place[] = [0, 1, 2, 3].map((shard) => ({ lane: "bulk", shard }));

/** An intake at a queue full of a run's jobs, where somebody registers during the first call of this kind. */
function intakeWhere(registersDuring: "look" | "bulk") {
  const due = [...run];
  const asked: string[] = [];
  const call = (what: string) => {
    if (what === registersDuring && !asked.includes(what)) {
      due.push({ lane: "live", shard: 9 });
      intake.lookAgain();
    }
    asked.push(what);
  };
  const convex = {
    async query() {
      const found = { due: [...due], nextDueInMs: 0 };
      call("look");
      return found;
    },
    async mutation(_: unknown, { places, limit }: { places: Place[]; limit: number }) {
      const { lane } = places[0]!;
      call(lane);
      return Array.from({ length: limit }, () => ({ lane, claimedAt: 0 }));
    },
  };
  const intake = new Intake(convex as unknown as ConvexCaller, { worker: "first", leaseMs: undefined });
  return { intake, asked };
}

test("who registers while a run's jobs are being claimed waits for one claim of them, and for no other", async () => {
  const { intake, asked } = intakeWhere("bulk");
  await intake.take(200, 200);
  expect(asked).toEqual(["look", "bulk"]);
  await intake.take(150, 150);
  expect(asked.slice(2)).toEqual(["look", "live", "bulk", "bulk"]);
});

test("who registers while the queue is being looked at is seen by the next look, after one claim of a run's jobs", async () => {
  const { intake, asked } = intakeWhere("look");
  await intake.take(200, 200);
  await intake.take(150, 150);
  expect(asked).toEqual(["look", "bulk", "look", "live", "bulk", "bulk"]);
});
