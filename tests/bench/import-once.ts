import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { loadConfig, openStore } from "../../server/config";
import { createConvex, systemActor } from "../../server/convex-client";
import { ProgressMeter } from "../../server/import/progress";
import { runImport } from "../../server/import/run-import";

/** How one import went. Memory in MB; `baseMb` is the process with the store open, before the first line. */
export type ImportFigures = {
  users: number;
  contacts: number;
  rejected: number;
  seconds: number;
  baseMb: number;
  peakMb: number;
};

/** Imports into the data folder of the environment, as `tandem import` does, and measures this process. */
export async function importOnce(snapshot: string, contacts: string): Promise<ImportFigures> {
  const config = await loadConfig(process.env);
  const store = await openStore(config);
  const baseMb = peakMb();
  const meter = new ProgressMeter();
  const convex = createConvex({ ...store, signer: config.signer }).as(systemActor);
  const startedAt = performance.now();
  const files = {
    snapshot: { path: snapshot, name: "snapshot" },
    contacts: { path: contacts, name: "contacts" },
  };
  await runImport({ convex, files, meter });
  const seconds = (performance.now() - startedAt) / 1_000;
  await store.close();
  const { usersRead, contactsRead, rejectedCount } = meter.read();
  return {
    users: usersRead,
    contacts: contactsRead,
    rejected: rejectedCount,
    seconds,
    baseMb,
    peakMb: peakMb(),
  };
}

/** Where Linux says it, from there: the other figure includes what the parent had in memory as it forked. */
function peakMb(): number {
  try {
    const line = /^VmHWM:\s+(\d+) kB$/mu.exec(readFileSync("/proc/self/status", "utf8"));
    if (line) return Number(line[1]) / 1_024;
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS / 1_024;
}
