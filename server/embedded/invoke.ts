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
import { FunctionFailure, messageOf, toFailure } from "./errors";
import { fileOf, type FunctionEntry } from "./functions";
import { limits, measure, Usage } from "./limits";
import { setSavepoint } from "./savepoint";
import { formatSize } from "./sizes";
import { check } from "./validators";
import { isObject, type Json, type JsonObject } from "./values";

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
export async function runNested(
  parent: Invocation,
  entry: FunctionEntry,
  args: Json,
  transactionLimits?: JsonObject,
): Promise<string> {
  const depth = parent.depth + 1;
  if (depth > limits.nestedCalls) {
    throw new Error("Cross component call depth limit exceeded. Do you have an infinite loop in your app?");
  }
  const usage = parent.usage.nested(transactionLimits);
  const body = () => invoke(parent.engine, entry, args, { caller: parent.caller, usage, depth, parent });
  let failed = true;
  try {
    const result = entry.kind === "query" ? await body() : await inSavepoint(parent, depth, body);
    failed = false;
    return result;
  } finally {
    parent.usage.absorb(usage, failed);
  }
}

async function inSavepoint(parent: Invocation, depth: number, body: () => Promise<string>): Promise<string> {
  const savepoint = setSavepoint(parent.engine.env, `nested_${depth}`);
  try {
    const result = await body();
    assertRunning(parent);
    savepoint.keep();
    return result;
  } catch (error) {
    // If the caller is over, its transaction was rolled back, and this savepoint with it.
    if (!isOver(parent)) savepoint.takeBack();
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
    const text = await (timed ? withinTime(running, invocation) : running);
    const { answer } = invocation;
    const result = answer === undefined ? text : JSON.stringify(answer);
    checkResult(engine, entry, result, answer);
    return result;
  } catch (thrown) {
    throw toFailure(thrown);
  } finally {
    invocation.finished = true;
    invocation.streams.clear();
  }
}

function begin(
  engine: Engine,
  path: string,
  kind: FunctionKind,
  { caller, usage, depth, parent }: Setup,
): Invocation {
  return {
    caller,
    usage,
    depth,
    parent,
    engine,
    path,
    kind,
    startedAt: engine.env.now(),
    finished: false,
    paginated: false,
    streams: new Map(),
    streamsOpened: 0,
    nested: null,
    answer: undefined,
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
  const refuse = (why: string) => {
    throw new FunctionFailure(why, undefined, null);
  };
  const size = measureOr(args, (why) => refuse(`Invalid arguments for ${fileOf(entry.path)}: ${why}`));
  if (size > limits.argumentBytes) {
    refuse(`Arguments for ${fileOf(entry.path)} are too large ${actualAndLimit(size, limits.argumentBytes)}`);
  }
  if (!isObject(args)) refuse("ArgumentValidationError: Arguments must be an object.");
  const { tableNameOfId } = engine.env.catalog;
  const wrong = entry.argsFit(args, tableNameOfId) ? null : check(entry.args, args, tableNameOfId);
  if (wrong !== null) refuse(`ArgumentValidationError: ${wrong}`);
}

function measureOr(value: Json, refuse: (why: string) => void): number {
  try {
    return measure(value);
  } catch (error) {
    refuse(messageOf(error));
    throw error;
  }
}

function actualAndLimit(actual: number, limit: number): string {
  return `(actual: ${formatSize(actual)}, limit: ${formatSize(limit)})`;
}

/** Values take more bytes as text than by Convex's measure only: a short text needs no measuring. */
const SHORT_RESULT = 4096;

/** `answer` is what `result` says, if that is known. */
function checkResult(engine: Engine, entry: FunctionEntry, result: string, answer: Json | undefined): void {
  const validated = entry.returns !== null && entry.returns.type !== "any";
  if (!validated && result.length < SHORT_RESULT) return;
  const value = answer === undefined ? (JSON.parse(result) as Json) : answer;
  const name = `Function ${fileOf(entry.path)} return value`;
  const size = measureOr(value, (why) => {
    throw new FunctionFailure(`${name} invalid: ${why}`, undefined, null);
  });
  if (size > limits.returnBytes) {
    const why = `${name} is too large ${actualAndLimit(size, limits.returnBytes)}`;
    throw new FunctionFailure(why, undefined, null);
  }
  if (!validated) return;
  const wrong = check(entry.returns!, value, engine.env.catalog.tableNameOfId);
  if (wrong !== null) throw new FunctionFailure(`ReturnsValidationError: ${wrong}`, undefined, null);
}
