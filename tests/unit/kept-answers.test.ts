import { beforeEach, describe, expect, test } from "vitest";
import { createKeptAnswers } from "../../server/events/kept-answers";

/** Answers of a backend that can be away, asked for by many. */
let now = 0;
let asked: string[] = [];
let isAway = false;
const kept = () =>
  createKeptAnswers({
    ...{ freshMs: 10, keptMs: 100, failedMs: 5, most: 2, now: () => now },
    load: async (key: string) => {
      asked.push(key);
      if (isAway) throw new Error("away");
      return `${key}-${asked.length}`;
    },
  });
beforeEach(() => void ([now, asked, isAway] = [0, [], false]));

test("many who ask at once cause one question, and those who come soon none", async () => {
  const answers = kept();
  await Promise.all([answers.get("a"), answers.get("a"), answers.get("a")]);
  now = 9;
  expect(await answers.get("a")).toEqual({ value: "a-1", readAt: 0, fresh: true });
  expect(asked).toEqual(["a"]);
  now = 10;
  expect(await answers.get("a")).toEqual({ value: "a-2", readAt: 10, fresh: true });
});

test("who was just refused what an answer promised has it asked for again", async () => {
  const answers = kept();
  await answers.get("a");
  expect(await answers.get("a", { afresh: true })).toMatchObject({ value: "a-2" });
});

describe("while the backend is away", () => {
  test("the old answer stands in, says so, and is not asked for again at once", async () => {
    const answers = kept();
    await answers.get("a");
    [now, isAway] = [20, true];
    expect(await answers.get("a")).toEqual({ value: "a-1", readAt: 0, fresh: false });
    now = 24;
    expect(await answers.get("a")).toMatchObject({ fresh: false });
    expect(asked).toHaveLength(2);
    [now, isAway] = [25, false];
    expect(await answers.get("a")).toMatchObject({ value: "a-3", fresh: true });
  });

  test("an answer that is too old is none, and one that was never there neither", async () => {
    const answers = kept();
    await answers.get("a");
    [now, isAway] = [100, true];
    await expect(answers.get("a")).rejects.toThrow("away");
    await expect(answers.get("b")).rejects.toThrow("away");
  });
});

test("who may not cause a question is shown the old answer, or told why there is none", async () => {
  const answers = kept();
  const admit = () => Promise.reject(new Error("too many"));
  await expect(answers.get("a", { admit })).rejects.toThrow("too many");
  await answers.get("a");
  now = 50;
  expect(await answers.get("a", { admit })).toMatchObject({ value: "a-1", fresh: false });
  expect(asked).toEqual(["a"]);
});

test("no more answers are kept than there is room for", async () => {
  const answers = kept();
  for (const key of ["a", "b", "c", "a"]) await answers.get(key);
  expect(asked).toEqual(["a", "b", "c", "a"]);
});
