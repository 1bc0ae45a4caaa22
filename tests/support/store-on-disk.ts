import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig, openStore } from "../../server/config";
import { type Convex, type ConvexCaller, createConvex, systemActor } from "../../server/convex-client";
import { builtStoreThread } from "./programs";

/** The store as the server opens it, on a file of its own, with nobody else at work in it. */
export type StoreOnDisk = { convex: Convex; system: ConvexCaller; dataDir: string; close(): Promise<void> };

export async function openStoreOnDisk(): Promise<StoreOnDisk> {
  const dataDir = await mkdtemp(join(tmpdir(), "tandem-store-"));
  const config = await loadConfig({ DATA_DIR: dataDir });
  const store = await openStore(config, { storeThread: builtStoreThread() });
  const convex = createConvex({ ...store, signer: config.signer });
  return {
    convex,
    system: convex.as(systemActor),
    dataDir,
    async close() {
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
