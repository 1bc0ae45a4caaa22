/**
 * Runs functions: checks arguments and result, gives each invocation its context, ends it, and wraps it in the
 * transaction it needs. Queries and mutations called by others run inside the caller's transaction.
 */
import {
  assertRunning,
  invocations,
  isOver,
  type Caller,
  type FunctionKind,
  type Invocation,
} from "./context";
import type { Engine } from "./engine";
import { FunctionFailure, toFailure } from "./errors";
import type { FunctionEntry } from "./functions";
import { limits, measure, Usage } from "./limits";
import { check } from "./validators";
import { isObject, type Json } from "./values";

export interface Setup {
  caller: Caller;
  usage: Usage;
  depth: number;
  parent: Invocation | null;
}

/** A query or mutation that calls the store from outside itself would wait for its own end. */
function refuseToWaitForItself(engine: Engine): void {
  const current = invocations.getStore();
  if (current === undefined || current.engine !== engine || current.kind === "action" || isOver(current))
    return;
  throw new Error(`${current.path} called the store it runs on; use ctx.runQuery or ctx.runMutation.`);
}

/** Runs a function of any kind from outside (HTTP, scheduler, actions). Gives its result as JSON text. */
export async function runFunction(
  engine: Engine,
  entry: FunctionEntry,
  args: Json,
  caller: Caller,
  usage = new Usage(),
): Promise<string> {
  refuseToWaitForItself(engine);
  const setup = { caller, usage, depth: 0, parent: null };
  const body = () => invoke(engine, entry, args, setup);
  if (entry.kind === "query") return engine.transactions.query(body);
  if (entry.kind === "action") return body();
  return engine.transactions.mutation(body).finally(() => engine.scheduler.transactionEnded());
}

/** `ctx.runQuery` and `ctx.runMutation` of queries and mutations: a mutation's writes are undone if it throws. */
export async function runNested(parent: Invocation, entry: FunctionEntry, args: Json): Promise<string> {
  const { engine } = parent;
  const depth = parent.depth + 1;
  if (depth > limits.nestedCalls)
    throw new Error(`Functions call each other more than ${limits.nestedCalls} deep.`);
  const body = () =>
    invoke(engine, entry, args, { caller: parent.caller, usage: parent.usage, depth, parent });
  if (entry.kind === "query") return body();
  engine.env.db.exec(`SAVEPOINT nested_${depth}`);
  try {
    const result = await body();
    assertRunning(parent);
    engine.env.db.exec(`RELEASE nested_${depth}`);
    return result;
  } catch (error) {
    // If the caller is over, its transaction was rolled back, and this savepoint with it.
    if (isOver(parent)) throw error;
    engine.env.writes += 1;
    engine.env.db.exec(`ROLLBACK TO nested_${depth}; RELEASE nested_${depth}`);
    throw error;
  }
}

/** One run of a function, inside whatever transaction is open. Rejects with a `FunctionFailure`. */
export async function invoke(
  engine: Engine,
  entry: FunctionEntry,
  args: Json,
  setup: Setup,
): Promise<string> {
  const invocation = begin(engine, entry.path, entry.kind, setup);
  try {
    checkArguments(engine, entry, args);
    const running = invocations.run(invocation, () => handle(entry, invocation, JSON.stringify([args])));
    const timed = entry.kind !== "action" && setup.usage.limited;
    const result = await (timed ? withinTime(running, invocation) : running);
    checkResult(engine, entry, result);
    return result;
  } catch (thrown) {
    throw toFailure(thrown);
  } finally {
    invocation.finished = true;
    invocation.streams.clear();
  }
}

function begin(engine: Engine, path: string, kind: FunctionKind, setup: Setup): Invocation {
  return {
    ...setup,
    engine,
    path,
    kind,
    startedAt: engine.env.now(),
    finished: false,
    paginated: false,
    streams: new Map(),
    streamsOpened: 0,
    nested: null,
  };
}

/** The handler, and then whatever nested call it did not await: that one must not outlive the transaction. */
async function handle(entry: FunctionEntry, invocation: Invocation, args: string): Promise<string> {
  try {
    return await entry.invoke(invocation.caller.requestId, args);
  } finally {
    while (invocation.nested !== null) await invocation.nested.then(noMatter, noMatter);
  }
}

function noMatter(): void {}

/** A handler that waits for something that never comes would hold everybody up. */
function withinTime(running: Promise<string>, invocation: Invocation): Promise<string> {
  const limit = invocation.engine.handlerTimeoutMs;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      invocation.finished = true;
      reject(new Error(`Function execution timed out: ${invocation.path} ran longer than ${limit} ms.`));
    }, limit);
    void running.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function checkArguments(engine: Engine, entry: FunctionEntry, args: Json): void {
  if (!isObject(args)) throw new Error("ArgumentValidationError: Arguments must be an object.");
  if (measure(args) > limits.argumentBytes) {
    throw new Error(`Arguments of ${entry.path} are too large (limit: ${limits.argumentBytes} bytes).`);
  }
  const wrong = check(entry.args, args, engine.env.catalog.tableNameOfId);
  if (wrong !== null) throw new FunctionFailure(`ArgumentValidationError: ${wrong}`, undefined, null);
}

function checkResult(engine: Engine, entry: FunctionEntry, result: string): void {
  if (result.length > limits.returnBytes) {
    throw new Error(`The return value of ${entry.path} is too large (limit: ${limits.returnBytes} bytes).`);
  }
  if (entry.returns === null || entry.returns.type === "any") return;
  const wrong = check(entry.returns, JSON.parse(result) as Json, engine.env.catalog.tableNameOfId);
  if (wrong !== null) throw new FunctionFailure(`ReturnsValidationError: ${wrong}`, undefined, null);
}
