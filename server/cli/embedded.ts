import { once } from "node:events";
import { StartError, loadConfig, openEmbeddedStore } from "../config";
import { errnoOf } from "../config/start-error";
import { print } from "./output";

/**
 * `tandem embedded`: the embedded store alone, as a Convex deployment for servers whose `CONVEX_URL` names it. They
 * need the same `TANDEM_SIGNING_KEY`, or the same data folder's key. Ends on SIGTERM or SIGINT.
 */
export async function serveEmbedded({ data, port }: { data: string; port: number }): Promise<void> {
  const config = await loadConfig({ ...process.env, DATA_DIR: data });
  const store = await openEmbeddedStore(config);
  try {
    const { url } = await store.listen({ port }).catch((error: unknown) => {
      if (errnoOf(error) !== "EADDRINUSE") throw error;
      throw new StartError(`Port ${port} is in use. Stop what uses it, or give another --port.`);
    });
    // Before anybody can know that it is up, and ask it to end.
    const end = Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
    await print(`embedded store at ${url}`);
    await end;
  } finally {
    await store.close();
  }
}
