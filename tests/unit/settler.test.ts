import { ConvexError } from "convex/values";
import { expect, test } from "vitest";
import type { ConvexCaller } from "../../server/convex-client";
import { createLog } from "../../server/log";
import { createSettler, type Settlement } from "../../server/sync/settler";

const away = new ConvexError({ code: "unavailable", message: "The store cannot be reached." });

/** A settler whose store does what `book` says with each batch. */
function settlerOf(book: (batch: Settlement[]) => string[]) {
  const lines: string[] = [];
  const log = createLog("info", { write: (line) => void lines.push(line) });
  const mutation = async (_: unknown, { settlements }: { settlements: Settlement[] }) => book(settlements);
  const settler = createSettler({ convex: { mutation } as unknown as ConvexCaller, log });
  return { settler, lines };
}

const settlement = (jobId: string): Settlement => ({
  ...{ jobId: jobId as Settlement["jobId"], attempt: 1, timing: { startedAt: 1, durationMs: 1 } },
  outcome: { ok: false, code: "timeout", message: "Late." },
});
const settled = (batch: Settlement[]) => batch.map(() => "settled");

test("what an attempt achieved is kept while the store is away, and booked when it is back", async () => {
  let tries = 0;
  const { settler } = settlerOf((batch) => {
    tries += 1;
    if (tries < 3) throw away;
    return settled(batch);
  });
  expect(await settler.settle(settlement("a"), "live")).toBe(true);
  expect(tries).toBe(3);
});

test("outcomes that end while others are being booked share the next transaction", async () => {
  const batches: number[] = [];
  const { settler } = settlerOf((batch) => {
    batches.push(batch.length);
    return settled(batch);
  });
  const jobs = Array.from({ length: 20 }, (_, n) => settler.settle(settlement(String(n)), "bulk"));
  expect(await Promise.all(jobs)).toEqual(jobs.map(() => true));
  expect(batches).toEqual([20]);
});

test("the outcome of who registers is booked before those of a run that ended sooner", async () => {
  const batches: string[][] = [];
  let registered: Promise<boolean> | null = null;
  const { settler } = settlerOf((batch) => {
    registered ??= settler.settle(settlement("registered"), "live");
    batches.push(batch.map(({ jobId }) => jobId));
    return settled(batch);
  });
  const run = Array.from({ length: 200 }, (_, n) => settler.settle(settlement(String(n)), "bulk"));
  await Promise.all(run);
  await registered;
  expect(batches[1]?.[0]).toBe("registered");
  expect(batches.flat()).toHaveLength(201);
});

test("a poisoned outcome fails alone, and the log names no person", async () => {
  const { settler, lines } = settlerOf((batch) => {
    if (batch.some(({ jobId }) => jobId === "poisoned")) throw new Error("zoe@klinik.example breaks it");
    return settled(batch);
  });
  const jobs = ["a", "poisoned", "b"].map((id) => settler.settle(settlement(id), "bulk"));
  expect(await Promise.all(jobs)).toEqual([true, false, true]);
  expect(lines.join("")).toContain("could not settle an attempt");
  expect(lines.join("")).not.toContain("zoe");
});

test("an outcome that came too late does not count, and the log says so", async () => {
  const { settler, lines } = settlerOf((batch) => batch.map(() => "stale"));
  expect(await settler.settle(settlement("a"), "live")).toBe(false);
  expect(lines.join("")).toContain("this outcome was dropped");
});
