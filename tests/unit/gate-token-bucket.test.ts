import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ManualClock } from "../../server/reference-backend/manual-clock";
import { TokenBucket } from "../../server/sync/gate/token-bucket";
import type { Clock } from "../../server/sync/gate/clock";

/** Promises of waits are told of in microtasks. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A bucket on a clock that counts its timers, and who was served when. */
function openBucket(rate = { ratePerMinute: 60, burst: 2 }) {
  const time = new ManualClock(0);
  const timers = new Set<object>();
  const clock: Clock = {
    now: () => time.now(),
    after(ms, run) {
      const timer = {};
      timers.add(timer);
      const cancel = time.after(ms, () => (timers.delete(timer), run()));
      return () => (timers.delete(timer), cancel());
    },
  };
  const bucket = new TokenBucket(clock, rate);
  const served: string[] = [];
  const ended: string[] = [];
  const take = (lane: "live" | "bulk", name: string, patienceMs = 1e9, signal?: AbortSignal) => {
    void bucket.take(lane, { patienceMs, signal }).then(
      () => served.push(name),
      (error: unknown) => ended.push(`${name}: ${error instanceof Error ? error.name : String(error)}`),
    );
  };
  const pass = async (ms: number) => {
    time.advance(ms);
    await settled();
  };
  return { bucket, take, pass, served, ended, timers, time };
}

describe("the token bucket", () => {
  test("lets a burst through at once, then one call per interval", async () => {
    const { take, pass, served } = openBucket();
    for (const name of ["a", "b", "c", "d"]) take("live", name);
    await pass(0);
    expect(served).toEqual(["a", "b"]);
    await pass(999);
    expect(served).toEqual(["a", "b"]);
    await pass(1);
    expect(served).toEqual(["a", "b", "c"]);
    await pass(1_000);
    expect(served).toEqual(["a", "b", "c", "d"]);
  });

  test("serves the person who waits before a run that waits longer", async () => {
    const { take, pass, served } = openBucket({ ratePerMinute: 60, burst: 1 });
    for (const name of ["first", "run 1", "run 2"]) take("bulk", name);
    take("live", "registration");
    await pass(10_000);
    expect(served).toEqual(["first", "registration", "run 1", "run 2"]);
  });

  test("holds everybody back when asked to, and returns gently, not with a burst", async () => {
    const { bucket, take, pass, served } = openBucket();
    bucket.holdUntil(5_000);
    bucket.holdUntil(3_000);
    expect(bucket.heldUntil()).toBe(5_000);
    for (const name of ["a", "b"]) take("live", name);
    await pass(5_000);
    expect(served).toEqual([]);
    await pass(1_000);
    expect(served).toEqual(["a"]);
    await pass(1_000);
    expect(served).toEqual(["a", "b"]);
  });

  test("sends away who has waited long enough, and forgets who gave up, leaving no timer behind", async () => {
    const { bucket, take, pass, served, ended, timers } = openBucket({ ratePerMinute: 60, burst: 1 });
    const gone = new AbortController();
    take("live", "a");
    take("bulk", "impatient", 500);
    take("bulk", "gone", 1e9, gone.signal);
    await pass(500);
    expect(ended).toEqual(["impatient: TooLong"]);
    gone.abort(new RangeError("stopped"));
    await pass(0);
    expect(ended).toEqual(["impatient: TooLong", "gone: RangeError"]);
    expect({ served, waiting: bucket.waiting() }).toEqual({ served: ["a"], waiting: { live: 0, bulk: 0 } });
    expect(timers.size).toBe(0);
  });

  test("serves more at once when the rate goes up while calls wait", async () => {
    const { bucket, take, pass, served } = openBucket({ ratePerMinute: 30, burst: 1 });
    for (const name of ["a", "b", "c"]) take("bulk", name);
    bucket.configure({ ratePerMinute: 6_000, burst: 1 });
    await pass(20);
    expect(served).toEqual(["a", "b", "c"]);
  });

  test("is not stopped by a clock that is set back", async () => {
    const { bucket, take, pass, served, time } = openBucket({ ratePerMinute: 60, burst: 1 });
    take("live", "a");
    const now = time.now();
    time.now = () => now - 3_600_000;
    expect(bucket.available()).toBe(0);
    time.now = () => now - 3_599_000;
    take("live", "b");
    await pass(0);
    expect(served).toEqual(["a", "b"]);
  });
});

const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("take" as const), live: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("pass" as const), ms: fc.nat(3_000) }) },
    fc.record({ kind: fc.constant("hold" as const), ms: fc.nat(3_000) }),
  ),
  { maxLength: 60 },
);

test("whatever comes: never more calls than rate and burst allow, each lane in its order, and nobody is lost", async () => {
  const rates = fc.record({
    ratePerMinute: fc.integer({ min: 30, max: 600 }),
    burst: fc.integer({ min: 1, max: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(rates, steps, async (rate, story) => {
      const { bucket, take, pass, served, timers, time } = openBucket(rate);
      const servedAt: number[] = [];
      const asked = { live: [] as string[], bulk: [] as string[] };
      const note = () => {
        while (servedAt.length < served.length) servedAt.push(time.now());
      };
      for (const [index, step] of story.entries()) {
        if (step.kind === "hold") bucket.holdUntil(time.now() + step.ms);
        if (step.kind === "pass") await pass(step.ms);
        if (step.kind === "take") {
          const lane = step.live ? "live" : "bulk";
          asked[lane].push(`${lane} ${index}`);
          take(lane, `${lane} ${index}`);
          await pass(0);
        }
        note();
      }
      const most = rate.burst + (time.now() * rate.ratePerMinute) / 60_000;
      expect(served.length).toBeLessThanOrEqual(most + 1e-6);
      await pass(10_000_000);
      expect(served.filter((name) => name.startsWith("live"))).toEqual(asked.live);
      expect(served.filter((name) => name.startsWith("bulk"))).toEqual(asked.bulk);
      expect(timers.size).toBe(0);
    }),
  );
});
