/**
 * `npm run bench -- runs`: a run over 100,000 people (RUNS_BENCH_COUNT), from its plan to the first job; and how long
 * somebody who registers waits beside the backend's own time and the hash of their password.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashPassword } from "../../server/auth/passwords";
import { startTestTandem } from "../support/tandem";
import { inChild } from "./child";
import { startStubBackend } from "./jobs-backend";
import { measured, registrationBeyondBackend, timeOf } from "./latency";
import type { RunStart } from "./runs-tandem";
import { machine, print, printTable } from "./table";

const COUNT = Number(process.env.RUNS_BENCH_COUNT ?? 100_000);

export async function benchRuns(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "runs-bench-"));
  const backend = await startStubBackend();
  try {
    print(machine());
    const dataDir = join(folder, "data");
    await inChild("jobs-tandem.ts", "import", dataDir, String(COUNT), "linked");
    await backend.reset("linked");
    printStart(await inChild<RunStart>("runs-tandem.ts", dataDir, backend.url));
    await benchRegistration(dataDir);
  } finally {
    backend.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function printStart({ plan, created, firstCall, firstDone, frozen, memory }: RunStart): void {
  printTable(
    [`a run over ${COUNT} people by state`, ""],
    [
      ["ms for the plan, p50", plan.p50.toFixed(1)],
      ["ms for the plan, p95", plan.p95.toFixed(1)],
      ["ms until it is created", created.toFixed(0)],
      ["ms until the first call at the backend", firstCall.toFixed(0)],
      ["ms until the first job is done", firstDone.toFixed(0)],
      ["ms until everybody is frozen", frozen.toFixed(0)],
      ["MB before", memory.before.toFixed(0)],
      ["MB at most", memory.most.toFixed(0)],
      ["MB after", memory.after.toFixed(0)],
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
