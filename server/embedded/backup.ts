/**
 * A copy of the store while it serves: compact, of one moment, and a store itself. Made in a thread of its own, next to
 * its place, and put there when it is whole.
 */
import { existsSync, mkdirSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { runAside, type Database } from "./driver";
import type { Engine } from "./engine";

const VACUUM = "VACUUM INTO ?";

export async function backupStore({ env, transactions }: Engine, file: string): Promise<void> {
  if (existsSync(file)) throw new Error(`${file} exists; a backup does not overwrite.`);
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.partial`;
  await rm(partial, { force: true });
  try {
    if (env.db.path === ":memory:") await transactions.alone(async () => copyMemory(env.db, partial));
    else await runAside(env.db.path, VACUUM, partial);
    await toDisk(partial);
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

function copyMemory(db: Database, file: string): void {
  db.sql(VACUUM).run(file);
}

async function toDisk(file: string): Promise<void> {
  const handle = await open(file, "r+");
  await handle.sync();
  await handle.close();
}
