/** Operations that call other functions: nested ones of a transaction, and those of actions, each its own transaction. */
import type { FunctionKind, Invocation } from "./context";
import { nameIn, type Operation } from "./database-syscalls";
import { runFunction, runNested } from "./invoke";
import { Usage } from "./limits";
import type { Json, JsonObject } from "./values";

function fromAction(kind: FunctionKind): Operation<Promise<string>> {
  return async ({ engine, caller }, args) => {
    const entry = engine.functions.find(nameIn(args), kind, "any");
    return runFunction(engine, entry, args.args as Json, caller);
  };
}

async function runUdf(invocation: Invocation, args: Parameters<Operation<string>>[1]): Promise<string> {
  const kind = args.udfType === "mutation" ? "mutation" : "query";
  if (kind === "mutation" && invocation.kind !== "mutation") {
    throw new Error(`${invocation.path} is a ${invocation.kind} and cannot run a mutation.`);
  }
  const entry = invocation.engine.functions.find(nameIn(args), kind, "any");
  if (args.udfType === "snapshotQuery" && invocation.usage.hasWritten) {
    throw new Error(
      "The embedded store can run a query on a stale snapshot only before its caller has written.",
    );
  }
  const running = runNested(
    invocation,
    entry,
    args.args as Json,
    args.transactionLimits as JsonObject | undefined,
  );
  invocation.nested = running;
  try {
    return await running;
  } finally {
    invocation.nested = null;
  }
}

/** What a mutation does within its transaction, an action does in one of its own. */
function ownTransaction<T>({ engine }: Invocation, body: () => T): Promise<string> {
  return engine.transactions
    .mutation(async () => JSON.stringify(body() ?? null))
    .finally(() => engine.scheduler.transactionEnded());
}

export const actionOperations: Record<string, Operation<Promise<string>>> = {
  "1.0/runUdf": runUdf,
  "1.0/actions/query": fromAction("query"),
  "1.0/actions/mutation": fromAction("mutation"),
  "1.0/actions/action": fromAction("action"),
  "1.0/actions/schedule": (invocation, args) =>
    ownTransaction(invocation, () =>
      invocation.engine.scheduler.schedule(args, new Usage(), invocation.caller.scheduledId),
    ),
  "1.0/actions/cancel_job": (invocation, args) =>
    ownTransaction(invocation, () => invocation.engine.scheduler.cancel(args.id as string, new Usage())),
};
