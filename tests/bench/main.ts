/**
 * `npm run bench`, or `-- import`, `-- store`, `-- jobs`, `-- runs`, `-- sweep` or `-- webhooks` for one of them, and
 * `-- webhook-log`, `-- users` or `-- console`, which take long and much disk, or `-- portal`. The import: how fast it is and how much memory it takes at three
 * sizes, and how long people wait for pages and registrations on the largest. Prints tables; asserts nothing, for
 * machines differ.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { builtFrom } from "./child";
import { benchConsole } from "./console";
import { generateExports } from "./generate";
import { type ImportFigures, importOnce } from "./import-once";
import { benchJobs } from "./jobs";
import { type Latency, measureLatencies } from "./latency";
import { benchPortal } from "./portal";
import { benchRuns } from "./runs";
import { benchStore } from "./store";
import { benchSweep } from "./sweep";
import { machine, print, printTable } from "./table";
import { benchUsers } from "./users";
import { benchWebhookLog } from "./webhook-log";
import { benchWebhooks } from "./webhooks";

const HAFF = join(import.meta.dirname, "../../samples/haff");
const SIZES = [5_000, 50_000];

async function benchImport(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "tandem-bench-"));
  try {
    print(machine());
    const haff = { snapshot: join(HAFF, "snapshot.zip"), contacts: join(HAFF, "contacts.jsonl") };
    const rows = [await importInChild("samples/haff", join(folder, "haff"), haff)];
    for (const size of SIZES) {
      const exports = await generateExports(folder, size);
      rows.push(await importInChild(`${size} + ${size}`, join(folder, String(size)), exports));
    }
    printTable(["import", "users", "contacts", "s", "people/s", "base MB", "peak MB"], rows);
    const latencies = await measureLatencies(join(folder, String(SIZES.at(-1))));
    printTable(["wait, ms", "p50", "p95", "of"], latencies.map(latencyRow));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** In a process of its own: its peak of memory is the import's. */
async function importInChild(
  name: string,
  dataDir: string,
  { snapshot, contacts }: { snapshot: string; contacts: string },
): Promise<string[]> {
  const args = [...process.execArgv, builtFrom("main.ts"), "import-once", snapshot, contacts];
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir };
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  const [printed, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  if (code !== 0) throw new Error(`The import of ${name} ended with ${String(code)}.`);
  return importRow(name, JSON.parse(printed) as ImportFigures);
}

function importRow(name: string, figures: ImportFigures): string[] {
  const { users, contacts, seconds, baseMb, peakMb } = figures;
  const perSecond = (users + contacts) / seconds;
  return [
    name,
    ...[users, contacts].map(String),
    seconds.toFixed(1),
    ...[perSecond, baseMb, peakMb].map(whole),
  ];
}

const latencyRow = ({ what, p50, p95, times }: Latency) => [
  what,
  p50.toFixed(1),
  p95.toFixed(1),
  String(times),
];
const whole = (value: number) => value.toFixed(0);

const [mode, snapshot = "", contacts = ""] = process.argv.slice(2);
if (mode === "import-once") print(JSON.stringify(await importOnce(snapshot, contacts)));
else {
  if (!mode || mode === "import") await benchImport();
  if (!mode || mode === "store") await benchStore();
  if (!mode || mode === "jobs") await benchJobs();
  if (!mode || mode === "runs") await benchRuns();
  if (!mode || mode === "sweep") await benchSweep(snapshot ? Number(snapshot) : undefined);
  if (!mode || mode === "webhooks") await benchWebhooks();
  if (mode === "users") await benchUsers();
  if (mode === "console") await benchConsole();
  if (mode === "portal") await benchPortal();
  if (mode === "webhook-log") await benchWebhookLog();
}
