import { expect, test } from "vitest";
import type { Convex } from "../../server/convex-client";
import { createLog } from "../../server/log";
import { keepPurging } from "../../server/purge/keeper";

type Look = { begun: number; stalled: number; isMore: boolean };

/** A keeper at a deployment that answers its looks in turn; `looked` resolves when it has asked for as many. */
function keeperAt(answers: (Look | Error)[]) {
  const lines: string[] = [];
  let tellAll = () => {};
  const looked = new Promise<void>((resolve) => (tellAll = resolve));
  const mutation = () => {
    const answer = answers.shift();
    if (answers.length === 0) tellAll();
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const convex = { as: () => ({ mutation }) } as unknown as Convex;
  const log = createLog("info", { write: (line) => void lines.push(line) });
  return { keeper: keepPurging({ convex, log }), looked, lines };
}

test("looks until nobody more is due, says how many, and stops when it is told to", async () => {
  const { keeper, looked, lines } = keeperAt([
    { begun: 10, stalled: 1, isMore: true },
    { begun: 0, stalled: 0, isMore: false },
  ]);
  keeper.start();
  await looked;
  await keeper.stop();
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
    "purging people whose time is over",
    "purges had stopped; they go on",
  ]);
});

test("tells of a store that does not answer, and of nobody by name", async () => {
  const { keeper, looked, lines } = keeperAt([new Error("zoe@klinik.example")]);
  keeper.start();
  await looked;
  await keeper.stop();
  expect(lines.join()).toContain("it is tried again");
  expect(lines.join()).not.toContain("zoe");
});
