/**
 * A Tandem with a run over everybody, in a process of its own, and people who register meanwhile, one after another, as
 * long as the run goes on.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { api } from "../../server/convex/_generated/api";
import { createLog } from "../../server/log";
import { startTandem, type Tandem } from "../../server/tandem";
import { hasEnded } from "../../shared/run-states";
import { newPerson } from "../support/people";
import { progressOf, resyncEverybody, runner } from "../support/resync-everybody";
import { createVisitor } from "../support/visitor";
import { timeOf } from "./latency";
import { print } from "./table";
import { configFor, openGate } from "./tandem";

/** How often a person is looked at who was not linked when the form was answered, in ms. */
const LOOK_MS = 10;
/** As many calls at a time as the store can book: the run leaves nothing idle. */
const CONCURRENCY = 64;

/** In ms from the form that is sent until the row says `linked`, the hash of the password included. */
export type Waits = { p50: number; p95: number; worst: number; people: number };
/** `settled`: how far the run had come when the last of them registered. */
export type Beside = { alone: Waits; beside: Waits; settled: number; total: number };

async function measure(dataDir: string, url: string, most: number): Promise<Beside> {
  const config = await configFor(dataDir, url);
  await openGate(config, CONCURRENCY);
  const tandem = await startTandem({ config, log: createLog("error") });
  await untilLinked(tandem);
  const alone = await waitsOf(tandem, most, () => Promise.resolve(true));
  const runId = await resyncEverybody(tandem.convex);
  tandem.worker.nudge();
  let run = await progressOf(tandem.convex, runId);
  const look = async () => (run = await progressOf(tandem.convex, runId));
  while (run.settled === 0) await sleep(LOOK_MS).then(look);
  let seen = run;
  const beside = await waitsOf(tandem, most, async () => {
    if (hasEnded((await look()).state)) return false;
    seen = run;
    return true;
  });
  await tandem.close();
  return { alone, beside, settled: seen.settled, total: seen.total };
}

/** Registers up to `most` people, one after another, while `goesOn`. */
async function waitsOf(tandem: Tandem, most: number, goesOn: () => Promise<boolean>): Promise<Waits> {
  const waits: number[] = [];
  while (waits.length < most && (await goesOn())) waits.push(await timeOf(() => untilLinked(tandem)));
  waits.sort((a, b) => a - b);
  const at = (share: number) => waits[Math.floor((waits.length - 1) * share)] ?? NaN;
  return { p50: at(0.5), p95: at(0.95), worst: at(1), people: waits.length };
}

async function untilLinked({ localUrl, convex }: Tandem): Promise<void> {
  const { status, userId } = await createVisitor(localUrl).trpc.portal.register.mutate(newPerson());
  if (status === "linked") return;
  const state = async () => (await convex.as(runner).query(api.people.get, { id: userId }))?.row.state;
  while ((await state()) !== "linked") await sleep(LOOK_MS);
}

const [, , dataDir = "", url = "", most] = process.argv;
print(JSON.stringify(await measure(dataDir, url, Number(most))));
