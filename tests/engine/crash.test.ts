import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { openEmbedded, StoreInUseError } from "../../server/embedded";
import { schema } from "./support/schema";
import { nodeArguments } from "../support/programs";
import { openStore, temporaryDirectory } from "./support/deployment";

const WRITER = "tests/engine/support/writer.ts";
const KILLS = 10;

function startWriter(path: string, run: string): { child: ChildProcess; lines: AsyncIterator<string> } {
  const child = spawn(process.execPath, [...nodeArguments(WRITER), path, run], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return { child, lines: createInterface({ input: child.stdout! })[Symbol.asyncIterator]() };
}

/** Reads acknowledgements, kills the writer after some, and gives all that were printed. */
async function runAndKill(path: string, run: string, after: number): Promise<number[]> {
  const { child, lines } = startWriter(path, run);
  const acknowledged: number[] = [];
  for (let line = await lines.next(); !line.done; line = await lines.next()) {
    acknowledged.push(Number(line.value));
    if (acknowledged.length === after) child.kill("SIGKILL");
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return acknowledged;
}

test("no acknowledged mutation is lost when the process is killed, and nothing is half there", async () => {
  const path = join(temporaryDirectory(), "store.sqlite");
  const acknowledged = new Set<string>();
  for (let kill = 0; kill < KILLS; kill++) {
    const run = `run${kill}`;
    // Different moments: within the first group commit, and deeper in.
    const numbers = await runAndKill(path, run, 1 + kill * kill * 7);
    expect(numbers.length).toBeGreaterThan(0);
    for (const number of numbers) acknowledged.add(`${run} ${number}`);
    const store = await openEmbedded({ path, schema, modules: {} });
    const { counters, names, jobs } = await store.run(async (ctx) => ({
      counters: await ctx.db.query("counters").collect(),
      names: (await ctx.db.query("users").collect()).map(({ name }) => name),
      jobs: (await ctx.db.system.query("_scheduled_functions").collect()).length,
    }));
    const verification = await store.verify();
    await store.close();
    const stored = new Set(counters.map(({ name, value }) => `${name} ${value}`));
    expect([...acknowledged].filter((one) => !stored.has(one))).toEqual([]);
    expect(names).toEqual(counters.map(({ name, value }) => `${name} number ${value}`));
    expect(jobs).toBe(counters.length);
    expect(verification.disagreements).toEqual([]);
  }
});

test("a file another process has open is refused, by name and with advice, until that process ends", async () => {
  const path = join(temporaryDirectory(), "store.sqlite");
  const { child, lines } = startWriter(path, "other");
  await lines.next();
  const error: unknown = await openStore({ path }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(StoreInUseError);
  expect((error as Error).message).toContain(path);
  expect((error as Error).message).toContain("stop the other one");
  child.kill("SIGKILL");
  await once(child, "exit");
  const store = await openStore({ path });
  expect((await store.verify()).ok).toBe(true);
});
