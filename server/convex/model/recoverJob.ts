import { isLastAttempt } from "../../../shared/jobs";
import type { MutationCtx } from "../_generated/server";
import { recordLostAttempt } from "./attempts";
import { triesOf, type Job } from "./jobs";
import { giveUp } from "./endJob";
import type { Touched } from "./touched";

/**
 * A job whose lease has run out: its worker died, or hung for so long that nobody may count on it. The lost attempt is
 * noted, so that people see it. Answers whether the job may be leased anew: one that has stopped its worker at every
 * attempt must not go on for ever.
 */
export async function recoverJob(ctx: MutationCtx, touched: Touched, job: Job): Promise<boolean> {
  await recordLostAttempt(ctx, touched, job);
  if (!isLastAttempt(triesOf(job))) return true;
  const message = "No attempt ended: the worker stopped each time, or the store refused what it had to tell.";
  await giveUp(ctx, touched, job, { code: "timeout", message });
  return false;
}
