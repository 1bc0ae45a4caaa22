import { type Config, loadConfig, openStore } from "../config";
import { type ConvexCaller, createConvex, systemActor } from "../convex-client";

/** Opens the store of this environment, lets `work` use it as Tandem itself, and closes it whatever happens. */
export async function withStore<Result>(
  work: (convex: ConvexCaller, config: Config) => Promise<Result>,
): Promise<Result> {
  const config = await loadConfig(process.env);
  const store = await openStore(config);
  try {
    return await work(createConvex({ ...store, signer: config.signer }).as(systemActor), config);
  } finally {
    await store.close();
  }
}
