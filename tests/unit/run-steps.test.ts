import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MOST_WAITING, nextStep, WINDOW } from "../../server/convex/model/nextStep";
import { messageOfMany } from "../../server/convex/model/runCauses";
import { Tally } from "../../server/convex/model/tally";

const standing = (done: number, failed: number, underWay: number, waits = 0) => ({
  ...{ done, failed, underWay, waits, skipped: 0, settled: done + failed },
});
const canary = (stage: 1 | 2 | 3) => ({
  ...{ stage, stopAboveFailedPercent: 20, since: { done: 0, failed: 0 } },
});
const run = { frozenAt: 1, total: 5_000, taken: 0, started: 0 };

describe("what a run does next", () => {
  test.each([
    ["fills the window at the start", run, standing(0, 0, 0), { do: "feed", room: WINDOW }],
    [
      "feeds as many as have ended",
      { ...run, taken: 1_200 },
      standing(300, 0, 900),
      { do: "feed", room: 100 },
    ],
    ["waits while the window is full", { ...run, taken: 1_000 }, standing(0, 0, 1_000), { do: "wait" }],
    [
      "gives the place of those who wait for another attempt to others",
      { ...run, taken: 1_000 },
      standing(0, 0, 1_000, 400),
      { do: "feed", room: 400 },
    ],
    [
      "waits when so many wait for another attempt that the backend must be down",
      { ...run, total: 50_000, taken: MOST_WAITING + 5 },
      standing(0, 0, MOST_WAITING + 5, MOST_WAITING),
      { do: "wait" },
    ],
    [
      "feeds no more than there are",
      { ...run, taken: 4_990 },
      standing(4_990, 0, 0),
      { do: "feed", room: 10 },
    ],
    ["waits for the last jobs", { ...run, taken: 5_000 }, standing(4_990, 0, 10), { do: "wait" }],
    ["ends with the last job", { ...run, taken: 5_000 }, standing(4_000, 1_000, 0), { do: "end" }],
    [
      "does not end before everybody is noted down",
      { ...run, frozenAt: undefined, total: 5, taken: 5 },
      standing(5, 0, 0),
      { do: "wait" },
    ],
    ["starts one under a canary", { ...run, canary: canary(1) }, standing(0, 0, 0), { do: "feed", room: 1 }],
    [
      "waits for the stage to end",
      { ...run, taken: 11, started: 11, canary: canary(2) },
      standing(5, 5, 1),
      { do: "wait" },
    ],
    [
      "goes on when a stage went well",
      { ...run, taken: 1, started: 1, canary: canary(1) },
      standing(1, 0, 0),
      { do: "advance", stage: 2 },
    ],
    [
      "goes on when just as many failed as are allowed",
      { ...run, taken: 10, started: 11, canary: canary(2) },
      standing(8, 2, 0),
      { do: "advance", stage: 3 },
    ],
  ] as const)("%s", (_title, facts, at, next) => {
    expect(nextStep(facts, at)).toEqual(next);
  });

  test("stops when more have failed than are allowed, and forgets what a person has let pass", () => {
    const facts = { ...run, taken: 40, started: 40, canary: canary(3) };
    expect(nextStep(facts, standing(20, 10, 10))).toEqual({
      do: "stop",
      cause: "10 of 30 failed (33%), which is more than the 20% allowed.",
    });
    const forgiven = { ...canary(3), since: { done: 20, failed: 10 } };
    expect(nextStep({ ...facts, canary: forgiven }, standing(20, 10, 10)).do).toBe("feed");
  });
});

describe("a plan's tally", () => {
  const kinds = ["register", "update", "skip"] as const;

  test("scaled up keeps the total, whatever was read", () => {
    const counts = fc.array(fc.nat({ max: 1_000 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 1_000_000 }), (read, total) => {
        fc.pre(read.some((count) => count > 0));
        const tally = new Tally();
        kinds.forEach((kind, n) => tally.add({ kind, why: null }, read[n] ?? 0));
        tally.scaleTo(total);
        expect(tally.kinds().reduce((sum, { count }) => sum + count, 0)).toBe(total);
      }),
    );
  });

  test("takes away no more than there are, and only of the same change", () => {
    const [mine, others] = [new Tally(), new Tally()];
    mine.add({ kind: "register", why: null }, 2);
    others.add({ kind: "register", why: null }, 3);
    others.add({ kind: "update", why: null }, 1);
    mine.subtract(others);
    expect(mine.kinds()).toEqual([]);
  });
});

describe("what many failures have in common", () => {
  test.each([
    ["Contact obj_42 was not found.", "Contact … was not found."],
    ["zoe@klinik.example is taken", "… is taken"],
    ['The name "Zoë Weiß" is too long (31 characters).', "The name … is too long (… characters)."],
    ["The backend's answer was a person's.", "The backend's answer was a person's."],
    ["The backend answered with HTTP 503.", "The backend answered with HTTP 503."],
  ])("%s", (message, common) => expect(messageOfMany(message)).toBe(common));
});
