/**
 * `npm run bench -- users`: how long the list of users takes over HTTP with 100,000 and with a million people in a store
 * on disk (USERS_BENCH_SIZES=10000,100000 for fewer), and what becomes of that from the first size to the last. Wanted:
 * under 3 ms for half of the calls, and flat.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestTandem, type TestTandem } from "../support/tandem";
import { inChild } from "./child";
import { answerTimes, placeOf } from "./console-answers";
import { machine, print, printTable } from "./table";

const SIZES = (process.env.USERS_BENCH_SIZES ?? "100000,1000000").split(",").map(Number);

export async function benchUsers(): Promise<void> {
  print(machine());
  const folder = await mkdtemp(join(tmpdir(), "users-bench-"));
  try {
    const folders = SIZES.map((size) => join(folder, String(size)));
    for (const [place, size] of SIZES.entries()) {
      const seconds = await inChild<number>("users-fill.ts", folders[place] ?? "", String(size));
      print(`${size} people in ${seconds.toFixed(0)} s`);
    }
    printAnswers(await measureSizes(folders));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureSizes(folders: string[]) {
  const tandems: TestTandem[] = [];
  const places: Parameters<typeof answerTimes> = [];
  for (const [place, dataDir] of folders.entries()) {
    const tandem = await startTestTandem({ dataDir });
    tandems.push(tandem);
    places.push(await placeOf(tandem, SIZES[place] ?? 0));
  }
  return answerTimes(...places).finally(() => Promise.all(tandems.map((tandem) => tandem.close())));
}

function printAnswers(answers: Awaited<ReturnType<typeof measureSizes>>): void {
  const [first = [], last = []] = [answers[0], answers.at(-1)];
  const rows = last.map(({ what, total, ms }, place) => {
    const times = [first[place]?.ms ?? ms, ms];
    const [before = 0, after = 0] = times.map((each) => at(each, 0.5));
    const p99 = times.map((each) => at(each, 0.99).toFixed(1));
    return [what, total, before.toFixed(2), after.toFixed(2), (after / before).toFixed(2), ...p99];
  });
  const sizes = [SIZES[0], SIZES.at(-1)].map(String);
  printTable(
    [
      "users.list, ms",
      "found",
      ...sizes.map((size) => `p50 of ${size}`),
      "times",
      ...sizes.map((size) => `p99 of ${size}`),
    ],
    rows,
  );
}

const at = (ms: number[], share: number) =>
  ms.toSorted((one, other) => one - other)[Math.floor((ms.length - 1) * share)] ?? 0;
