/**
 * The function that is running now. The SDK reaches the database through process-wide calls (`globalThis.Convex`), so
 * the invocation they belong to is found by async context; a function that has ended can do nothing any more.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Engine } from "./engine";
import type { Usage } from "./limits";
import type { Pipeline } from "./query";
import type { Json, JsonObject } from "./values";

export type FunctionKind = "query" | "mutation" | "action";
export type Identity = JsonObject;

/** Who calls, and from where: the same for a function and all it calls. */
export interface Caller {
  identity: Identity | null;
  requestId: string;
  token: string | null;
  ip: string | null;
  userAgent: string | null;
  scheduledId: string | null;
}

export interface Invocation {
  engine: Engine;
  /** The caller, for a nested call: when it ends, so does everything it called. */
  parent: Invocation | null;
  path: string;
  kind: FunctionKind;
  caller: Caller;
  usage: Usage;
  depth: number;
  /** Milliseconds; `Date.now()` stands still in queries and mutations, as on a deployment. */
  startedAt: number;
  finished: boolean;
  paginated: boolean;
  streams: Map<number, Pipeline>;
  streamsOpened: number;
  /** Settles when the nested call under way ends: until then the caller's own reads and writes wait. */
  nested: Promise<unknown> | null;
  /** What the function answered, where it is plain JSON: then it needs neither the SDK nor its text to be read again. */
  answer: Json | undefined;
}

const STORAGE = Symbol.for("convex-embedded.invocation");

/** One storage per process, even if this module is loaded twice. */
function sharedStorage(): AsyncLocalStorage<Invocation> {
  const holder = globalThis as { [STORAGE]?: AsyncLocalStorage<Invocation> };
  return (holder[STORAGE] ??= new AsyncLocalStorage<Invocation>());
}

export const invocations = sharedStorage();

export function currentInvocation(): Invocation {
  const invocation = invocations.getStore();
  if (invocation === undefined) {
    throw new Error("The Convex database was used outside of a Convex function.");
  }
  assertRunning(invocation);
  return invocation;
}

export function isOver(invocation: Invocation): boolean {
  return invocation.finished || (invocation.parent !== null && isOver(invocation.parent));
}

export function assertRunning(invocation: Invocation): void {
  if (!isOver(invocation)) return;
  throw new Error(
    `${invocation.path} has already ended; a promise it did not await tried to use the database. ` +
      "Await all promises in a function.",
  );
}

export function anonymous(requestId: string): Caller {
  return { identity: null, requestId, token: null, ip: null, userAgent: null, scheduledId: null };
}

function noMatter(): void {}

/** For what a function asks of the database: not before a nested call is over, and not after the function itself is. */
export async function atDatabase<Result>(invocation: Invocation, ask: () => Result): Promise<Result> {
  // A nested call has the transaction to itself. Checked again after each wait: another call may have begun meanwhile.
  while (invocation.nested !== null) await invocation.nested.then(noMatter, noMatter);
  assertRunning(invocation);
  return ask();
}
