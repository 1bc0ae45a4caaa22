import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig } from "../../server/config";
import { createLog } from "../../server/log";
import type { ReferenceBackend } from "../../server/reference-backend/server";
import { type Tandem, startTandem } from "../../server/tandem";
import type { DemoStage } from "../../server/trpc/demo-stage";
import { builtStoreThread } from "./programs";
import { type Visitor, createVisitor } from "./visitor";

/** A whole Tandem on a free port, with its own data folder and the reference backend. */
export type TestTandem = Tandem & {
  backend: ReferenceBackend;
  dataDir: string;
  /** Every log line so far, as it was written. */
  logLines: string[];
  /** Where it listens, whatever people call it from outside. */
  localUrl: string;
  /** Somebody who is not signed in. */
  visitor(): Visitor;
  /** The first admin, signed in; made on the first call. */
  admin(): Promise<Visitor>;
  /** Ends it, and leaves its data folder for the next one. */
  stop(): Promise<void>;
  /** Ends it. The data folder goes too, unless it was given. */
  close(): Promise<void>;
};

export type TestTandemOptions = {
  /** On top of a free port, a data folder and a backend that can be made to fail. */
  env?: Record<string, string>;
  /** Go on with this data folder, and leave it when closing. */
  dataDir?: string;
  /** The clock of the store, which is in this thread then. */
  now?: () => number;
  /** The story of the demo. */
  demo?: () => DemoStage;
};

export const adminLogin = { email: "ada@desk.example", password: "correct horse battery" };

export async function startTestTandem(options: TestTandemOptions = {}): Promise<TestTandem> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "tandem-")));
  const logLines: string[] = [];
  const env = {
    PORT: "0",
    DATA_DIR: dataDir,
    BACKEND_CHAOS: "1",
    REGISTRATIONS_PER_NETWORK: "10000",
    ...options.env,
  };
  const config = await loadConfig(env);
  const log = createLog("info", { write: (line) => void logLines.push(line) });
  const { now, demo } = options;
  const story = demo ? { demo } : {};
  const tandem = await startTandem({ config, log, now, storeThread: builtStoreThread(), ...story });
  if (!tandem.backend) throw new Error("This helper is for the built-in backend: leave BACKEND_URL unset.");
  const setUpToken = tandem.setUpUrl && new URL(tandem.setUpUrl).searchParams.get("token");
  return {
    ...tandem,
    backend: tandem.backend,
    dataDir,
    logLines,
    visitor: () => createVisitor(tandem.localUrl),
    admin: once(() => enterAsAdmin(createVisitor(tandem.localUrl), setUpToken)),
    stop: () => tandem.close(),
    async close() {
      await tandem.close();
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function enterAsAdmin(visitor: Visitor, setUpToken: string | null): Promise<Visitor> {
  if (setUpToken)
    await visitor.trpc.session.setUp.mutate({ token: setUpToken, name: "Ada Admin", ...adminLogin });
  else await visitor.trpc.session.signIn.mutate(adminLogin);
  return visitor;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}
