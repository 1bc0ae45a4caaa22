/**
 * `globalThis.Convex`: what the SDK calls from inside functions. Arguments and results are JSON text; an operation finds
 * the invocation it belongs to by async context.
 */
import { actionOperations } from "./action-syscalls";
import { atDatabase, currentInvocation } from "./context";
import { databaseOperations, syncOperations } from "./database-syscalls";
import type { JsonObject } from "./values";

const OURS = Symbol.for("convex-embedded.syscalls");

interface Runtime {
  syscall(operation: string, args: string): string;
  asyncSyscall(operation: string, args: string): Promise<string>;
  jsSyscall(operation: string, args: Record<string, unknown>): unknown;
  [OURS]?: true;
}

function unknown(operation: string): Error {
  return new Error(`Unknown async operation ${operation}: the embedded store does not have it.`);
}

async function asyncSyscall(operation: string, text: string): Promise<string> {
  const invocation = currentInvocation();
  const args = JSON.parse(text) as JsonObject;
  const run = databaseOperations[operation] ?? actionOperations[operation];
  if (run === undefined) throw unknown(operation);
  return atDatabase(invocation, () => run(invocation, args));
}

const runtime: Runtime = {
  syscall(operation, text) {
    const run = syncOperations[operation];
    if (run === undefined) throw unknown(operation);
    return run(currentInvocation(), JSON.parse(text) as JsonObject);
  },
  asyncSyscall,
  jsSyscall(operation) {
    throw new Error(`The embedded store has no file storage (${operation}).`);
  },
  [OURS]: true,
};

/** Refuses to share a process with another implementation (convex-test): each would break the other's functions. */
export function installSyscalls(): void {
  const holder = globalThis as { Convex?: Runtime };
  if (holder.Convex !== undefined && holder.Convex[OURS] !== true) {
    throw new Error("Another Convex runtime (convex-test?) is loaded in this process; use one or the other.");
  }
  holder.Convex ??= runtime;
}
