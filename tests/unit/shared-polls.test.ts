import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createSharedPolls } from "../../server/trpc/shared-polls";

/** A thing that changes when a test says so, and how often it was looked up. */
let value = 0;
let looks = 0;
const polls = createSharedPolls({
  everyMs: 1,
  load: async () => {
    looks++;
    if (value < 0) throw new Error("gone");
    return { value };
  },
  isLast: (seen) => seen.value === 99,
});
beforeEach(() => void ([value, looks] = [0, 0]));
afterEach(() => expect(polls.open).toBe(0));

const never = () => new AbortController().signal;

test("everybody who watches the same thing is told the same changes, from one look at a time", async () => {
  const told: number[][] = [[], []];
  const watchers = told.map(async (mine) => {
    for await (const seen of polls.watch("run", never())) {
      mine.push(seen.value.value);
      value = seen.value.value < 3 ? seen.value.value + 1 : 99;
    }
  });
  await Promise.all(watchers);
  expect(told).toEqual([
    [0, 1, 2, 3, 99],
    [0, 1, 2, 3, 99],
  ]);
});

test("who comes back is not told again what they have seen", async () => {
  const first = polls.watch("run", never());
  const { value: seen } = await first.next();
  await first.return(undefined);
  const again = polls.watch("run", never(), seen?.id);
  value = 99;
  expect((await again.next()).value?.value).toEqual({ value: 99 });
  expect((await again.next()).done).toBe(true);
});

test("nothing is looked up any more when the last watcher has gone", async () => {
  const leaving = new AbortController();
  const watcher = polls.watch("run", leaving.signal);
  await watcher.next();
  leaving.abort();
  expect((await watcher.next()).done).toBe(true);
  expect(polls.open).toBe(0);
  const before = looks;
  await vi.waitFor(() => expect(looks).toBe(before));
});

test("a look that fails is everybody's failure, and the next watcher looks anew", async () => {
  value = -1;
  await expect(polls.watch("run", never()).next()).rejects.toThrow("gone");
  value = 99;
  const watcher = polls.watch("run", never());
  expect((await watcher.next()).value?.value).toEqual({ value: 99 });
  await watcher.next();
});
