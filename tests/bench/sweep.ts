/**
 * Full sweeps over the embedded store on disk, with a backend that takes no time: the first fills the mirror, the
 * second finds nothing changed, the third finds one contact of a hundred changed.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { loadConfig, openStore } from "../../server/config";
import { api } from "../../server/convex/_generated/api";
import { type Convex, createConvex } from "../../server/convex-client";
import type { Crm } from "../../server/crm/port";
import { createLog } from "../../server/log";
import { createSweeper } from "../../server/sync/reconcile/sweeper";
import type { BackendContact } from "../../shared/backend-api";
import type { SweepView } from "../../shared/reconcile-api";
import { machine, print, printTable } from "./table";

const COUNT = 100_000;
/** How often the sweep is looked at, in ms. */
const LOOK_MS = 50;
const admin = { kind: "operator", id: "op_bench", name: "Bench", role: "admin" } as const;

/** `count`: how many contacts the CRM has; 100,000 by default, and fewer only tell how the store begins. */
export async function benchSweep(count = COUNT): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "tandem-bench-"));
  const config = await loadConfig({ DATA_DIR: dataDir });
  const store = await openStore(config);
  const convex = createConvex({ ...store, signer: config.signer });
  const contacts = Array.from({ length: count }, (_, n) => contactOf(n));
  const sweeper = createSweeper({
    convex,
    crm: instantCrm(contacts),
    log: createLog("error"),
    pollMs: LOOK_MS,
  });
  try {
    sweeper.start();
    print(machine());
    const rows = [row("mirror empty", await timedSweep(convex))];
    rows.push(row("nothing changed", await timedSweep(convex)));
    for (let n = 0; n < count; n += 100)
      contacts[n] = { ...contactOf(n), lastName: "Neu", updatedAt: Date.now() };
    rows.push(row("1 % changed", await timedSweep(convex)));
    printTable(["full sweep", "contacts", "changed", "s", "contacts/s"], rows);
  } finally {
    await sweeper.stop();
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function timedSweep(convex: Convex): Promise<{ seconds: number; sweep: SweepView }> {
  const desk = convex.as(admin);
  const startedAt = performance.now();
  const { sweepId } = await desk.mutation(api.sweeps.start, { kind: "full", requestId: "bench" });
  let sweep = await desk.query(api.sweeps.get, { sweepId });
  while (sweep.state === "running") {
    await sleep(LOOK_MS);
    sweep = await desk.query(api.sweeps.get, { sweepId });
  }
  if (sweep.state !== "done") throw new Error(`The sweep ended as ${sweep.state}.`);
  return { seconds: (performance.now() - startedAt) / 1000, sweep };
}

const row = (name: string, { seconds, sweep }: Awaited<ReturnType<typeof timedSweep>>) => [
  name,
  String(sweep.read),
  String(sweep.changed),
  seconds.toFixed(1),
  (sweep.read / seconds).toFixed(0),
];

/** A backend whose own time is nothing. */
function instantCrm(contacts: BackendContact[]): Crm {
  const crm: Pick<Crm, "listContacts" | "getContact"> = {
    async listContacts({ limit = 50, offset = 0 } = {}) {
      const page = contacts.slice(offset, offset + limit);
      const hasMore = offset + page.length < contacts.length;
      return { contacts: page, unreadable: [], total: contacts.length, hasMore };
    },
    getContact: async (id) => contacts.find((contact) => contact.id === id) ?? null,
  };
  return crm as Crm;
}

/** In the order of the CRM's list, which is not that of the IDs. */
const contactOf = (n: number): BackendContact => ({
  id: `obj_${((n * 7_919) % 1_000_003).toString(36).padStart(20, "0")}`,
  ...{ subtype: "customer", status: "active", name: `Petra Person ${n}`, tags: ["website_user"], raw: {} },
  ...{ email: `person${n}@klinik-haff.example`, firstName: "Petra", lastName: `Person ${n}` },
  phone: `+49151${10_000_000 + n}`,
  ...{ createdAt: 1_700_000_000_000 + n, updatedAt: 1_700_000_000_000 + n },
});
