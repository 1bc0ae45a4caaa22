/**
 * The same generated worlds on this store and on convex-test, which runs in a process of its own. One case is one
 * mutation (with what is in all tables afterwards), one query, or one walk through all pages. What is not generated,
 * because convex-test is known to differ from a deployment there, is listed in server/embedded/README.md.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { anyApi } from "convex/server";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openEmbedded } from "../../server/embedded";
import { toModule, type Outcome } from "./differential/functions";
import { world as worlds } from "./differential/generate";
import { Names } from "./differential/names";
import { runCases, type CallFunction } from "./differential/run";
import { toSchema, type World } from "./differential/world";
import { casesSeed } from "../support/cases-seed";
import { nodeArguments } from "../support/programs";
import { clientOf } from "./support/deployment";

/** Enough for 10,000 cases. Another Node has few: its language is the same, and its SQLite is met by each case. */
const WORLDS = Number(process.env.DIFFERENTIAL_WORLDS ?? 560);
const LEAST_CASES = Math.min(10_000, WORLDS * 15);
const counted = { mutation: 0, query: 0, walk: 0 };

let oracle: ChildProcess;
beforeAll(() => {
  const program = nodeArguments("tests/engine/differential/oracle.ts");
  oracle = spawn(process.execPath, program, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
});
afterAll(() => oracle.kill());

function askOracle(world: World): Promise<Outcome[]> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null) => reject(new Error(`The oracle ended with code ${code}.`));
    oracle.once("exit", gone);
    oracle.once("message", (answer: { outcomes: Outcome[] } | { broken: string }) => {
      oracle.off("exit", gone);
      if ("outcomes" in answer) resolve(answer.outcomes);
      else reject(new Error(answer.broken));
    });
    oracle.send(world);
  });
}

async function runHere(world: World): Promise<Outcome[]> {
  const store = await openEmbedded({
    path: ":memory:",
    schema: toSchema(world),
    modules: { m: toModule(new Names()) },
  });
  const client = clientOf(store);
  const call: CallFunction = (kind, name, args) =>
    kind === "mutation" ? client.mutation(anyApi.m![name]!, args) : client.query(anyApi.m![name]!, args);
  try {
    const outcomes = await runCases(call, world);
    expect((await store.verify()).disagreements).toEqual([]);
    return outcomes;
  } finally {
    await store.close();
  }
}

async function compare(world: World): Promise<void> {
  const [here, there] = await Promise.all([runHere(world), askOracle(world)]);
  for (const [i, one] of world.cases.entries()) {
    expect({ case: one, outcome: here[i] }).toEqual({ case: one, outcome: there[i] });
    counted[one.type] += 1;
  }
}

test("generated mutations, queries and pages have the results, errors and order they have under convex-test", async () => {
  process.stdout.write(`differential test: CASES_SEED=${casesSeed}\n`);
  await fc.assert(fc.asyncProperty(worlds, compare), {
    seed: casesSeed,
    numRuns: WORLDS,
    endOnFailure: false,
  });
  const total = counted.mutation + counted.query + counted.walk;
  process.stdout.write(`differential test: ${total} cases (${JSON.stringify(counted)})\n`);
  expect(total).toBeGreaterThanOrEqual(LEAST_CASES);
}, 300_000);
