/**
 * A whole Tandem on a store on disk, in a process of its own. Modes: `prepare` puts people into a new store; `serve`
 * prints its port, takes webhooks until SIGTERM, and then prints what it cost and whether the books are right.
 */
import { once } from "node:events";
import { type Config, loadConfig } from "../../server/config";
import { systemActor } from "../../server/convex-client";
import { createLog } from "../../server/log";
import { startTandem } from "../../server/tandem";
import { importPeople } from "./jobs-people";
import { print } from "./table";
import { inStore, openGate } from "./tandem";
import type { Served } from "./webhooks-limit";
import { secret } from "./webhooks-events";

const GATE = 16;

const configOf = (dataDir: string): Promise<Config> =>
  loadConfig({ DATA_DIR: dataDir, PORT: "0", BACKEND_WEBHOOK_SECRETS: secret });

async function prepare(dataDir: string, people: number): Promise<void> {
  const config = await configOf(dataDir);
  await inStore(config, (_, convex) => importPeople(convex.as(systemActor), people, "linked"));
  await openGate(config, GATE);
}

async function serve(dataDir: string): Promise<void> {
  const config = await configOf(dataDir);
  const tandem = await startTandem({ config, log: createLog("error") });
  const before = process.cpuUsage();
  print(new URL(tandem.localUrl).port);
  await once(process, "SIGTERM");
  const { user, system } = process.cpuUsage(before);
  await tandem.close();
  const served: Served = { cpuMs: (user + system) / 1_000, stored: await countApplied(config) };
  print(JSON.stringify(served));
}

/** Deliveries that were applied, by the rows and by the counters: they must be as many. */
async function countApplied(config: Config): Promise<number> {
  return inStore(config, (store) =>
    store.run(async ({ db }) => {
      let rows = 0;
      for await (const { outcome } of db.query("webhookDeliveries")) if (outcome === "applied") rows++;
      const totals = await db.query("webhookTypes").collect();
      const counted = totals.reduce((sum, { counts }) => sum + (counts.applied ?? 0), 0);
      return counted === rows ? rows : NaN;
    }),
  );
}

const [, , mode, dataDir = "", people] = process.argv;
if (mode === "prepare") {
  await prepare(dataDir, Number(people));
  print("null");
}
if (mode === "serve") await serve(dataDir);
