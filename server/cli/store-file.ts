import { StartError, loadConfig, openEmbeddedStore } from "../config";
import { print, tell } from "./output";

type EmbeddedStore = Awaited<ReturnType<typeof openEmbeddedStore>>;

/**
 * `tandem store export|import|backup|verify`: the embedded store's file as a whole. Exports are snapshots as
 * `npx convex export` writes them, and are read back the same; a backup is a store by itself.
 */
export async function exportStore(file: string): Promise<void> {
  await withEmbedded(async (store) => {
    const tables = await store.export(file);
    for (const [table, count] of Object.entries(tables)) await print(`${table}\t${count}`);
  });
}

export async function importStore(file: string, { replace }: { replace?: boolean }): Promise<void> {
  await withEmbedded(async (store) => {
    const { tables, skipped } = await store.import(file, { replace: replace === true });
    for (const [table, count] of Object.entries(tables)) await print(`${table}\t${count}`);
    for (const what of skipped) tell(`Not imported: ${what}`);
  });
}

export const backupStore = (file: string): Promise<void> => withEmbedded((store) => store.backup(file));

/** Prints what disagrees, and then ends with 1. */
export async function verifyStore(): Promise<void> {
  await withEmbedded(async (store) => {
    const { ok, documents, disagreements } = await store.verify();
    for (const { where, id, problem } of disagreements) await print([where, id ?? "", problem].join("\t"));
    tell(ok ? `${documents} documents, all in order.` : `${disagreements.length} disagreements.`);
    if (!ok) process.exitCode = 1;
  });
}

async function withEmbedded(work: (store: EmbeddedStore) => Promise<void>): Promise<void> {
  const store = await openEmbeddedStore(await loadConfig(process.env));
  try {
    await work(store);
  } catch (error) {
    // What the store says of files and tables is said for people.
    throw error instanceof Error ? new StartError(error.message, { cause: error }) : error;
  } finally {
    await store.close();
  }
}
