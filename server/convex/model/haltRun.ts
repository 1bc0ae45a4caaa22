import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { stopRun } from "./runChain";
import { outdateRun } from "./runCheck";
import { whyOtherOwners } from "./runOwners";

/**
 * Holds a run back whose plan was made under other owners of the fields than there are now. One that waits for approval
 * ends: nobody has agreed to this. Every other stops until a person resumes it, also one that stands for another cause,
 * so that whoever resumes it has read this one.
 */
export async function haltRun(ctx: MutationCtx, run: Doc<"runs">): Promise<void> {
  const why = await whyOtherOwners(ctx, run);
  if (why === null || run.stopCause === why) return;
  if (run.state === "awaiting_approval") return outdateRun(ctx, run, why);
  // What is being checked finds this at the end of its check.
  if (run.state !== "checking") await stopRun(ctx, run, why);
}
