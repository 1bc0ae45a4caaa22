import { join } from "node:path";
import { type Seal, createSeal } from "./auth/sealing";
import { type TandemSigner, createSigner } from "./auth/signer";
import { openDataFolder } from "./config/data-folder";
import { type RawEnvironment, readEnvironment } from "./config/environment";
import { type Secrets, keepSecrets } from "./config/secrets";
import { StartError, errnoOf } from "./config/start-error";
import type { StoreData } from "./config/embedded-store";
import type { Environment } from "./config/variables";
import { openInThread, type ThreadedStore } from "./embedded/thread";

export { StartError } from "./config/start-error";

/** How this Tandem runs: the environment, checked, and what the first start made up. Holds secrets: never log it. */
export type Config = {
  env: Environment;
  /** Absolute, existing and writable. */
  dataDir: string;
  secrets: Secrets;
  signer: TandemSigner;
  seal: Seal;
};

/** Reads the environment and opens the data folder. Throws a `StartError` that names the fix. */
export async function loadConfig(raw: RawEnvironment): Promise<Config> {
  const env = readEnvironment(raw);
  const dataDir = openDataFolder(env.DATA_DIR);
  const secrets = await keepSecrets(dataDir);
  const seal = createSeal(dataDir, env.TANDEM_SEALING_KEY);
  return { env, dataDir, secrets, seal, signer: await signerOf(env, secrets) };
}

async function signerOf(env: Environment, secrets: Secrets): Promise<TandemSigner> {
  try {
    return await createSigner(env.TANDEM_SIGNING_KEY ?? secrets.signingKey);
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    throw new StartError(`TANDEM_SIGNING_KEY cannot be used. ${why}`);
  }
}

/** Where Convex is: an address, and the `fetch` that reaches it when that is not the network. */
export type Store = { url: string; fetch?: typeof fetch; close(): Promise<void> };

/** The clock of the embedded store, which is in this thread then; or the file of its thread, when that is built. */
export type StoreOptions = { now?: () => number; storeThread?: URL };

/**
 * The Convex deployment of `CONVEX_URL`, or the embedded one on a file in the data folder. From here on nobody
 * knows which it is.
 */
export async function openStore(config: Config, options: StoreOptions = {}): Promise<Store> {
  const { CONVEX_URL } = config.env;
  if (CONVEX_URL) return { url: CONVEX_URL.replace(/\/$/u, ""), close: async () => {} };
  // A clock of one's own does not reach into another thread.
  const open = options.now ? openEmbeddedStore(config, options) : openStoreThread(config, options);
  const { fetch, close } = await open;
  return { url: "http://convex.embedded", fetch, close };
}

/** The embedded store of the data folder, in this thread. */
export async function openEmbeddedStore({ dataDir, signer }: Config, { now }: StoreOptions = {}) {
  const path = storePath(dataDir);
  const { openTandemStore } = await import("./config/embedded-store");
  return openTandemStore({ path, jwks: signer.jwks }, { now }).catch((error: unknown) => {
    throw storeError(path, error);
  });
}

/** The same in a thread of its own, so that nothing the server does waits for the database. */
function openStoreThread(
  { dataDir, signer }: Config,
  { storeThread = STORE_THREAD }: StoreOptions,
): Promise<ThreadedStore> {
  const path = storePath(dataDir);
  const workerData: StoreData = { path, jwks: signer.jwks };
  return openInThread(storeThread, { workerData, resourceLimits, execArgv: THREAD_FLAGS }).catch(
    (error: unknown) => {
      throw storeError(path, error);
    },
  );
}

/** Nothing of what this process was started with; and what goes wrong there is told by the lines of the source, too. */
const THREAD_FLAGS = ["--enable-source-maps"];

const STORE_THREAD = new URL("./config/store-thread.js", import.meta.url);

/** As `npm start` sets up memory for its own thread: three semi-spaces of 32 MB. */
const resourceLimits = { maxYoungGenerationSizeMb: 96 };

const storePath = (dataDir: string) => join(dataDir, "convex.sqlite");

function storeError(path: string, error: unknown): unknown {
  if (error instanceof Error && error.name === "StoreInUseError") {
    return new StartError(
      `Another Tandem has ${path} open. Stop it first (npm start, npm run demo), or set DATA_DIR to another folder.`,
    );
  }
  const code = errnoOf(error);
  if (code === "EACCES" || code === "EROFS" || /unable to open|readonly/iu.test(String(error))) {
    return new StartError(
      `${path} cannot be opened. Make it writable for this user, or set DATA_DIR to another folder.`,
    );
  }
  if (/not a database|malformed/iu.test(String(error))) {
    return new StartError(`${path} is damaged. Restore it from a backup, or set DATA_DIR to another folder.`);
  }
  return error;
}
