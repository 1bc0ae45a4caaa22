/**
 * `npm run bench -- jobs`: a bulk resync of 20,000 people (JOBS_BENCH_COUNT) who are linked, so that each job does as
 * little at the backend as a job can; and, in turns, the same HTTP calls without a queue in the same kind of process, and
 * in BullMQ and pg-boss where their servers are installed (Debian: redis-server, postgresql). Then a kill in the middle.
 * With JOBS_BENCH_PEOPLE=drifted each job writes to the backend too; JOBS_BENCH_RUNS is of how many runs the median is.
 */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inChild } from "./child";
import { type StubBackend, startStubBackend } from "./jobs-backend";
import { benchKill } from "./jobs-kill";
import { type Pace, median } from "./jobs-pace";
import type { People } from "./jobs-people";
import type { RunFigures } from "./jobs-tandem";
import { type DatabaseServer, startPostgres, startRedis } from "./servers";
import { machine, print, printTable } from "./table";

const COUNT = Number(process.env.JOBS_BENCH_COUNT ?? 20_000);
const PEOPLE: People = process.env.JOBS_BENCH_PEOPLE === "drifted" ? "drifted" : "linked";
const RUNS = Number(process.env.JOBS_BENCH_RUNS ?? 3);
/** What part of the rate without a queue is wanted at each concurrency. */
const WANTED = new Map([
  [16, 0.8],
  [64, 0.6],
]);

type Bench = { backend: StubBackend; folder: string; prepared: string };
type Runner = { name: string; run(concurrency: number): Promise<Pace> };

export async function benchJobs(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "jobs-bench-"));
  const backend = await startStubBackend();
  const servers: DatabaseServer[] = [];
  try {
    print(machine());
    const prepared = join(folder, "prepared");
    await inChild("jobs-tandem.ts", "import", prepared, String(COUNT), PEOPLE);
    const bench = { backend, folder, prepared };
    const calls = await usualCalls(bench);
    print(`${COUNT} people, ${PEOPLE}; each job calls ${calls.join(", ")}`);
    const redis = await ifInstalled("Redis", startRedis(join(folder, "redis")), servers);
    const postgres = await ifInstalled("PostgreSQL", startPostgres(join(folder, "postgres")), servers);
    const runners = [
      tandem(bench),
      ...(redis ? [beside("BullMQ, Redis, fsync always", "jobs-bullmq.ts", [redis], bench, calls)] : []),
      ...(postgres ? [beside("pg-boss, PostgreSQL", "jobs-pg-boss.ts", [postgres], bench, calls)] : []),
      beside("no queue", "jobs-no-queue.ts", [], bench, calls),
    ];
    for (const [concurrency, wanted] of WANTED) await compare(runners, concurrency, wanted);
    await benchKill(backend, folder, COUNT);
  } finally {
    for (const server of servers) await server.stop();
    backend.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The calls that a resync makes for each person, seen at the backend. It also warms everything up. */
async function usualCalls(bench: Bench): Promise<string[]> {
  await tandem(bench).run(16);
  const { usual } = await bench.backend.report();
  return usual;
}

const tandem = ({ backend, folder, prepared }: Bench): Runner => ({
  name: "Tandem",
  async run(concurrency) {
    const dataDir = join(folder, "run");
    await cp(prepared, dataDir, { recursive: true });
    await backend.reset(PEOPLE);
    const args = ["run", dataDir, backend.url, String(COUNT), String(concurrency)];
    const { pace, wrong } = await inChild<RunFigures>("jobs-tandem.ts", ...args);
    await rm(dataDir, { recursive: true });
    const { unusual } = await backend.report();
    if (unusual > 0) wrong.push(`people with other calls than most: ${unusual}`);
    for (const line of wrong) print(`WRONG after Tandem at ${concurrency}: ${line}`);
    return pace;
  },
});

/** Notes the server down, to be stopped, and gives its socket; says so when there is none. */
async function ifInstalled(
  name: string,
  starting: Promise<DatabaseServer | null>,
  servers: DatabaseServer[],
): Promise<string | null> {
  const server = await starting;
  if (server) servers.push(server);
  else print(`${name} is not installed, so its queue is left out.`);
  return server?.socket ?? null;
}

/** The same calls by another process. */
const beside = (
  name: string,
  file: string,
  socket: string[],
  { backend }: Bench,
  calls: string[],
): Runner => ({
  name,
  async run(concurrency) {
    await backend.reset(PEOPLE);
    return inChild<Pace>(file, ...socket, backend.url, String(COUNT), String(concurrency), calls.join());
  },
});

/** In turns, so that a machine that grows slow is slow for all of them. The last runner is the measure. */
async function compare(runners: Runner[], concurrency: number, wanted: number): Promise<void> {
  const paces = new Map(runners.map((runner) => [runner, [] as Pace[]]));
  for (let run = 0; run < RUNS; run++) {
    for (const [runner, all] of paces) all.push(await runner.run(concurrency));
  }
  const medians = [...paces.values()].map((all) => ({
    whole: median(all.map(({ whole }) => whole)),
    steady: median(all.map(({ steady }) => steady)),
    cpuMs: median(all.map(({ cpuMs }) => cpuMs)),
  }));
  const bare = medians.at(-1) ?? { whole: NaN, steady: NaN };
  const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
  const rows = medians.map(({ whole, steady, cpuMs }, place) => [
    runners[place]?.name ?? "",
    ...[whole.toFixed(0), percent(whole / bare.whole)],
    ...[steady.toFixed(0), percent(steady / bare.steady), cpuMs.toFixed(2)],
  ]);
  const title = `at ${concurrency}, wanted ${percent(wanted)}`;
  printTable([title, "jobs/s, all of it", "share", "jobs/s, the middle", "share", "CPU ms/job"], rows);
}
