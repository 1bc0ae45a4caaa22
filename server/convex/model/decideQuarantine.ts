import type { MutationCtx } from "../_generated/server";
import { fail, type Actor } from "../functions";
import { recordEvent } from "./audit";
import { endSweep, runningSweep, type Sweep } from "./sweeps";

type Decision = { what: "apply"; typedCount: number } | { what: "discard" };
type By = { actor: Actor; reason?: string | undefined; requestId: string };

/**
 * A person decides about a sweep in quarantine. `apply`: it goes on, and each contact is still asked for by ID before
 * it is removed. `discard`: nobody is marked.
 */
export async function decideQuarantine(
  ctx: MutationCtx,
  sweep: Sweep,
  given: Decision,
  { actor, reason, requestId }: By,
): Promise<void> {
  if (sweep.state !== "quarantined") {
    throw fail({ code: "conflict", message: "This sweep is not in quarantine: there is nothing to decide." });
  }
  const decision = { what: given.what, by: actor.name, at: Date.now(), reason };
  if (given.what === "discard") await endSweep(ctx, sweep, "discarded", { decision });
  else await letGoOn(ctx, sweep, given.typedCount, decision);
  const count = sweep.notMet ?? 0;
  await recordEvent(ctx, {
    actor,
    action: "reconcile",
    summary:
      given.what === "apply"
        ? `Let a sweep in quarantine mark up to ${count} contacts as gone.`
        : `Discarded a sweep in quarantine: none of ${count} contacts is marked as gone.`,
    outcome: given.what,
    target: { kind: "sweep", id: sweep._id },
    reason,
    requestId,
  });
}

async function letGoOn(
  ctx: MutationCtx,
  sweep: Sweep,
  typedCount: number,
  decision: NonNullable<Sweep["decision"]>,
): Promise<void> {
  if (typedCount !== sweep.notMet) {
    const message = `Type the number of contacts that were not met: ${sweep.notMet ?? 0}.`;
    throw fail({ code: "invalid", field: "typedCount", message });
  }
  if (await runningSweep(ctx)) {
    throw fail({ code: "conflict", message: "Another sweep is running. Decide when it has ended." });
  }
  const goesOn = { state: "running", phase: "confirming", failures: 0, finishedAt: undefined } as const;
  await ctx.db.patch("sweeps", sweep._id, { ...goesOn, decision, cause: undefined, retryAt: undefined });
}
