import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { openEmbedded } from "../../server/embedded";
import { nodeArguments } from "../support/programs";
import { casesSeed } from "../support/cases-seed";
import { seededRandom } from "./support/random";
import { modules, schema } from "./support/store-functions";

/** `npm run faults` makes it 200; the few of `npm test` look whether something is badly wrong. */
const KILLS = Number(process.env.STORE_KILLS ?? (process.env.FAULT_KILLS === undefined ? 8 : 200));
/** A store's lives; then a new one, so that looking through it all stays quick. */
const LIVES = 20;
/** The longest of a life, in ms after the store was open: some hundred transfers. */
const LONGEST_MS = 300;

const LOAD = "tests/faults/support/store-load.ts";

test(`the store is killed ${KILLS} times while it writes, and keeps what it acknowledged, whole, and runs what was due once`, async () => {
  console.log(`CASES_SEED=${casesSeed}`);
  const random = seededRandom(casesSeed);
  const total = { acknowledged: 0, kept: 0, waiting: 0 };
  for (let kill = 0; kill < KILLS;) {
    const path = join(await temporaryFolder(), "store.sqlite");
    const acknowledged = new Set<string>();
    for (let life = 0; life < LIVES && kill < KILLS; life++, kill++) {
      for (const key of await loadUntilKilled(path, `life${life}`, random)) acknowledged.add(key);
      // Every other time the next process, not this test, finds what was left behind.
      if (random() < 0.5 || life === LIVES - 1 || kill === KILLS - 1) {
        const { kept, waiting } = await expectIntact(path, acknowledged);
        total.waiting += waiting;
        if (life === LIVES - 1 || kill === KILLS - 1) total.kept += kept;
      }
    }
    total.acknowledged += acknowledged.size;
  }
  console.log(
    `${KILLS} kills: ${total.acknowledged} transfers acknowledged, ${total.kept} kept, ` +
      `${total.waiting} receipts were still due.`,
  );
  expect(total.acknowledged).toBeGreaterThan(KILLS);
});

/** Starts the load, kills it at a random moment, and gives what it had acknowledged. */
async function loadUntilKilled(path: string, run: string, random: () => number): Promise<string[]> {
  const child = spawn(process.execPath, [...nodeArguments(LOAD), path, run], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const gone = once(child, "exit");
  const keys: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (line !== "open") keys.push(line);
    else void sleep(random() * LONGEST_MS).then(() => child.kill("SIGKILL"));
  }
  expect(await gone).toEqual([null, "SIGKILL"]);
  return keys;
}

/** Opens the store as the next server would, lets it catch up, and compares it with what the callers know. */
async function expectIntact(path: string, acknowledged: Set<string>) {
  // With a clock of ours nothing runs by itself: first what the kill left, then what was due.
  const store = await openEmbedded({ path, schema, modules, now: Date.now });
  try {
    expect((await store.verify()).disagreements).toEqual([]);
    const waiting = await store.runScheduled();
    const { accounts, transfers, receipts, jobs } = await store.run(async ({ db }) => ({
      accounts: await db.query("accounts").collect(),
      transfers: await db.query("transfers").collect(),
      receipts: await db.query("receipts").collect(),
      jobs: await db.system.query("_scheduled_functions").collect(),
    }));
    const keys = transfers.map(({ key }) => key);
    const kept = new Set(keys);
    expect([...acknowledged].filter((key) => !kept.has(key))).toEqual([]);
    expect(kept.size).toBe(keys.length);
    expect(receipts.map(({ key }) => key).sort()).toEqual(keys.sort());
    expect(jobs.map(({ state }) => state.kind)).toEqual(keys.map(() => "success"));
    const moved = transfers.reduce((sum, { amount }) => sum + amount, 0);
    for (const { name, balance } of accounts)
      expect([name, balance]).toEqual([name, name === "giver" ? -moved : moved]);
    expect(accounts.length).toBe(keys.length === 0 ? 0 : 2);
    expect((await store.verify()).disagreements).toEqual([]);
    return { kept: kept.size, waiting };
  } finally {
    await store.close();
  }
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "store-faults-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
