/**
 * `npm run bench -- runs`: a run over 100,000 people (RUNS_BENCH_COUNT), from its plan to the first job; how long
 * somebody who registers waits beside the backend's own time and the hash of their password; and until up to 100 people
 * (RUNS_BENCH_NEWCOMERS) are linked who register while a run over 20,000 (RUNS_BENCH_BESIDE) goes on.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashPassword } from "../../server/auth/passwords";
import { startTestTandem } from "../support/tandem";
import { inChild } from "./child";
import { startStubBackend } from "./jobs-backend";
import { measured, registrationBeyondBackend, timeOf } from "./latency";
import type { Beside, Waits } from "./runs-beside";
import type { RunStart } from "./runs-tandem";
import { machine, print, printTable } from "./table";

const COUNT = Number(process.env.RUNS_BENCH_COUNT ?? 100_000);
/** Whether memory is flat shows beside a tenth as many people: caches and young objects fill up for those, too. */
const COUNTS = [COUNT / 10, COUNT];
const BESIDE = Number(process.env.RUNS_BENCH_BESIDE ?? 20_000);
const NEWCOMERS = Number(process.env.RUNS_BENCH_NEWCOMERS ?? 100);

export async function benchRuns(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "runs-bench-"));
  const backend = await startStubBackend();
  try {
    print(machine());
    const dataOf = (count: number) => join(folder, `data-${count}`);
    const starts: RunStart[] = [];
    for (const count of COUNTS) {
      await inChild("jobs-tandem.ts", "import", dataOf(count), String(count), "linked");
      await backend.reset("linked");
      starts.push(await inChild<RunStart>("runs-tandem.ts", dataOf(count), backend.url));
    }
    printStarts(starts);
    await benchRegistration(dataOf(COUNT));
    await inChild("jobs-tandem.ts", "import", join(folder, "beside"), String(BESIDE), "linked");
    await backend.reset("linked");
    printBeside(await inChild("runs-beside.ts", join(folder, "beside"), backend.url, String(NEWCOMERS)));
  } finally {
    backend.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function printStarts(starts: RunStart[]): void {
  const row = (what: string, of: (start: RunStart) => number, digits = 0) => [
    what,
    ...starts.map((start) => of(start).toFixed(digits)),
  ];
  printTable(
    ["a run over people by state", ...COUNTS.map((count) => `${count} people`)],
    [
      row("ms for the plan, p50", ({ plan }) => plan.p50, 1),
      row("ms for the plan, p95", ({ plan }) => plan.p95, 1),
      row("ms until it is created", ({ created }) => created),
      row("ms until the first call at the backend", ({ firstCall }) => firstCall),
      row("ms until the first job is done", ({ firstDone }) => firstDone),
      row("ms until everybody is frozen", ({ frozen }) => frozen),
      row("MB before", ({ memory }) => memory.before),
      row("MB at most", ({ memory }) => memory.most),
      row("MB after", ({ memory }) => memory.after),
    ],
  );
}

/** On the same people, with the built-in backend: it is healthy. A hash is timed after each, on the machine as it is then. */
async function benchRegistration(dataDir: string): Promise<void> {
  const tandem = await startTestTandem({ dataDir });
  const hash = () => timeOf(() => hashPassword("sommerregen 12"));
  const latency = await measured("registration beyond backend and password hash", async () => {
    const whole = await registrationBeyondBackend(tandem);
    return whole - (await hash());
  }).finally(() => tandem.close());
  const { what, p50, p95 } = latency;
  printTable(["wait, ms", "p50", "p95"], [[what, p50.toFixed(1), p95.toFixed(1)]]);
}

function printBeside({ alone, beside, settled, total }: Beside): void {
  const row = (what: string, { p50, p95, worst, people }: Waits) => [
    what,
    ...[p50, p95, worst, people].map((value) => value.toFixed(0)),
  ];
  const progress = `a run goes on, ${settled} of ${total} done at the last`;
  printTable(
    ["ms from the form to linked, while", "p50", "p95", "worst", "of"],
    [row("nothing else is to do", alone), row(progress, beside)],
  );
}
