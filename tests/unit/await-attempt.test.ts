import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { awaitAttempt } from "../../server/sync/await-attempt";
import { Outcomes } from "../../server/sync/outcomes";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Somebody who waits 3 s for a job, and the moment at which they were answered, in ms from the beginning. */
function patient(look: () => Promise<string | null>) {
  const [outcomes, beganAt] = [new Outcomes(), Date.now()];
  const answer = awaitAttempt(outcomes, { jobId: "job", ms: 3_000, look }).then((found) => ({
    ...{ found, afterMs: Date.now() - beganAt },
  }));
  return { outcomes, answer };
}

test("whoever waits for a backend that does not answer is kept 3 s and not longer", async () => {
  const { answer } = patient(() => Promise.resolve(null));
  await vi.runAllTimersAsync();
  expect(await answer).toEqual({ found: null, afterMs: 3_000 });
});

test("an attempt that ends here is told at once", async () => {
  const { outcomes, answer } = patient(() => Promise.resolve("linked"));
  outcomes.settle("job", 1);
  expect(await answer).toEqual({ found: "linked", afterMs: 0 });
});

test("what another server did is seen at the next look into the store", async () => {
  let done: string | null = null;
  const { answer } = patient(() => Promise.resolve(done));
  await vi.advanceTimersByTimeAsync(700);
  done = "linked";
  await vi.runAllTimersAsync();
  expect(await answer).toEqual({ found: "linked", afterMs: 1_000 });
});
