/** A Convex deployment in this process, on one SQLite file: `openEmbedded` and what it gives. */
import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type {
  AuthConfig,
  DataModelFromSchemaDefinition,
  GenericMutationCtx,
  GenericSchema,
  SchemaDefinition,
} from "convex/server";
import { Authenticator } from "./auth";
import { backupStore } from "./backup";
import { DocumentCache } from "./cache";
import { readSchema, type Catalog, type WantedTable } from "./catalog";
import { Checkpoints } from "./checkpoints";
import { followInjectedClock } from "./clock";
import type { Identity } from "./context";
import { checkFile, checkYoungest, markClosed, markOpen } from "./crash-check";
import { Cursors } from "./cursor";
import type { Environment } from "./documents";
import { Database } from "./driver";
import type { Engine } from "./engine";
import { exportStore } from "./export";
import { Functions, type Modules } from "./functions";
import { handle, type ApiRequest, type ApiResponse } from "./http";
import { importStore, type Imported, type ImportOptions } from "./import";
import { Jobs } from "./jobs";
import { listen, type Listener, type ListenOptions } from "./listen";
import { localFetch } from "./local-fetch";
import { openCatalog, type IndexProgress } from "./migrate";
import { randomBytes } from "./random";
import { runInline } from "./run-inline";
import { SearchWrites, writeLeftOver } from "./search-writes";
import { Scheduler } from "./scheduler";
import { installSyscalls } from "./syscalls";
import { Transactions } from "./transactions";
import { verify, type Verification } from "./verify";

export { StoreDamagedError } from "./crash-check";
export { StoreInUseError } from "./driver";
export { SchemaMismatchError } from "./migrate";

type AnySchema = SchemaDefinition<GenericSchema, boolean>;

export interface EmbeddedOptions<Schema extends AnySchema = AnySchema> {
  /** A file, made if it is not there, or ":memory:". */
  path: string;
  schema: Schema;
  /** Module path (`users`, `model/links`) to what the module exports. */
  modules: Modules;
  /** The default export of `auth.config.ts`. */
  auth?: AuthConfig;
  /** Milliseconds since the epoch. Given one, the scheduler runs nothing by itself: call `runScheduled`. */
  now?: () => number;
  random?: (bytes: number) => Uint8Array;
  /** Wall-clock limit of one query or mutation. */
  handlerTimeoutMs?: number;
  /** Told how far it is while a changed schema is brought to the documents: new indexes, new validators. */
  onProgress?: (progress: IndexProgress) => void;
  /** Told of faults nobody waits for, such as a full disk under a scheduled function. A process warning unless given. */
  onError?: (error: unknown) => void;
}

export interface EmbeddedStore<Schema extends AnySchema = AnySchema> {
  /** For `new ConvexHttpClient(url, { fetch, skipConvexDeploymentUrlCheck: true })`; any URL will do. */
  fetch: typeof globalThis.fetch;
  /** The HTTP API on plain data; `fetch` and `listen` are thin around it. */
  handle(request: ApiRequest): Promise<ApiResponse>;
  /** Serves the HTTP API to other processes. */
  listen(options: ListenOptions): Promise<Listener>;
  /** Runs `fn` as a mutation without limits on reads and writes: for tests and imports. */
  run<T>(
    fn: (ctx: GenericMutationCtx<DataModelFromSchemaDefinition<Schema>>) => Promise<T> | T,
    options?: { identity?: Identity },
  ): Promise<T>;
  /** Runs all scheduled functions that are due, and those they schedule if due too; gives how many. */
  runScheduled(): Promise<number>;
  /** Compares documents, indexes, search and schedule, as they are at one moment. */
  verify(): Promise<Verification>;
  /** Writes a compact, consistent copy to a file that must not exist yet. */
  backup(file: string): Promise<void>;
  /** Writes a snapshot that `npx convex import` takes to a file that must not exist yet; gives documents per table. */
  export(file: string): Promise<Record<string, number>>;
  /** Reads a snapshot, all of it or nothing. */
  import(file: string, options?: ImportOptions): Promise<Imported>;
  /** Ends the transactions, backups and exports under way and releases the file. Does not wait for actions. */
  close(): Promise<void>;
}

const HANDLER_TIMEOUT_MS = 15_000;

export async function openEmbedded<Schema extends AnySchema>(
  options: EmbeddedOptions<Schema>,
): Promise<EmbeddedStore<Schema>> {
  installSyscalls();
  if (options.now !== undefined) followInjectedClock();
  const auth = new Authenticator(options.auth, options.now ?? Date.now);
  const functions = new Functions(options.modules);
  const wanted = readSchema(options.schema);
  const path = options.path === ":memory:" ? options.path : resolve(options.path);
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  const db = new Database(path);
  try {
    const engine = assemble(db, openChecked(db, wanted, options), functions, options);
    engine.scheduler.wake();
    return toStore(engine, auth);
  } catch (error) {
    db.close();
    throw error;
  }
}

function openChecked(db: Database, wanted: WantedTable[], { onProgress }: EmbeddedOptions): Catalog {
  const closed = checkFile(db);
  const catalog = openCatalog(db, wanted, onProgress);
  inOneTransaction(db, () => writeLeftOver(db, catalog));
  if (!closed) checkYoungest(db, catalog);
  markOpen(db);
  return catalog;
}

function assemble(db: Database, catalog: Catalog, functions: Functions, options: EmbeddedOptions): Engine {
  const env: Environment = {
    db,
    catalog,
    now: options.now ?? Date.now,
    random: options.random ?? randomBytes,
    writes: 0,
    texts: new SearchWrites(),
    cache: new DocumentCache(),
  };
  const jobs = new Jobs(env, functions);
  const onError = options.onError ?? warn;
  const checkpoints = new Checkpoints(env, onError);
  const engine: Engine = {
    env,
    functions,
    cursors: new Cursors(secretOf(db)),
    transactions: new Transactions(env, checkpoints),
    checkpoints,
    scheduler: new Scheduler(() => engine, jobs),
    onError,
    injectedClock: options.now !== undefined,
    handlerTimeoutMs: options.handlerTimeoutMs ?? HANDLER_TIMEOUT_MS,
  };
  // What ran when the process ended last time did not end: said before anything else happens.
  inOneTransaction(db, () => jobs.failCutOff());
  return engine;
}

function inOneTransaction(db: Database, body: () => void): void {
  db.exec("BEGIN IMMEDIATE");
  try {
    body();
    db.exec("COMMIT");
  } catch (error) {
    db.rollback();
    throw error;
  }
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}

/** Seals cursors; kept in the file, so that a page can be continued after a restart. */
function secretOf(db: Database): Uint8Array {
  db.sql("INSERT OR IGNORE INTO meta (key, value) VALUES ('secret', ?)").run(
    randomBytes(32).toString("base64"),
  );
  const { value } = db.sql("SELECT value FROM meta WHERE key = 'secret'").get()!;
  return Buffer.from(value as string, "base64");
}

function toStore<Schema extends AnySchema>(engine: Engine, auth: Authenticator): EmbeddedStore<Schema> {
  const answer = (request: ApiRequest) => handle(engine, auth, request);
  const listeners = new Set<Listener>();
  const beside = new Set<Promise<unknown>>();
  let closing: Promise<void> | null = null;
  /** What reads beside the transactions needs the file until it is done. */
  const besides = <T>(work: Promise<T>): Promise<T> => {
    const settled = work.then(noMatter, noMatter).finally(() => beside.delete(settled));
    beside.add(settled);
    return work;
  };
  const close = async () => {
    await Promise.all([...listeners].map((listener) => listener.close()));
    engine.scheduler.stop();
    await engine.transactions.close();
    await Promise.all([...beside, engine.checkpoints.stop()]);
    try {
      engine.env.texts.write(engine.env.db);
      engine.env.texts.forgetWords(engine.env.db);
      markClosed(engine.env.db);
    } finally {
      engine.env.db.close();
    }
  };
  return {
    handle: answer,
    fetch: localFetch(answer),
    async listen(listenOptions) {
      const listener = await listen(answer, listenOptions, engine.onError);
      listeners.add(listener);
      return listener;
    },
    run: (fn, { identity } = {}) => runInline(engine, fn, identity ?? null),
    runScheduled: () => engine.scheduler.runDue(),
    verify: () => besides(verify(engine)),
    backup: (file) => besides(backupStore(engine, resolve(file))),
    export: (file) => besides(exportStore(engine, resolve(file))),
    import: (file, importOptions = {}) => importStore(engine, resolve(file), importOptions),
    close: () => (closing ??= close()),
  };
}

function noMatter(): void {}
