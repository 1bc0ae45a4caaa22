import { isLastAttempt, nextWaitMs } from "../../../shared/jobs";
import type { MutationCtx } from "../_generated/server";
import { lostInARow, recordLostAttempt } from "./attempts";
import { triesOf, type Job } from "./jobs";
import { giveUp } from "./endJob";
import { beginsWaiting } from "./runItems";
import { noteJob, type Touched } from "./touched";

/**
 * A job whose lease has run out: its worker died, or hung for so long that nobody may count on it. The lost attempt is
 * noted, so that people see it. Answers whether the job may be leased anew now. It may after one loss; from the second in
 * a row on it waits as after a failure, for it may be what stops the workers, and if it is not, a server that dies every
 * minute of a night must not use up everybody's attempts before morning.
 */
export async function recoverJob(ctx: MutationCtx, touched: Touched, job: Job): Promise<boolean> {
  await recordLostAttempt(ctx, touched, job);
  if (isLastAttempt(triesOf(job))) {
    const message =
      "No attempt ended: the worker stopped each time, or the store refused what it had to tell.";
    await giveUp(ctx, touched, job, { code: "timeout", message });
    return false;
  }
  const lost = await lostInARow(ctx, job);
  if (lost === 1) return true;
  await putOff(ctx, touched, job, nextWaitMs(lost - 1, Math.random()) ?? 0);
  return false;
}

async function putOff(ctx: MutationCtx, touched: Touched, job: Job, waitMs: number): Promise<void> {
  noteJob(touched, job.user);
  const wait = { state: "waiting" as const, wakeAt: Date.now() + waitMs, hurriedFrom: undefined };
  await ctx.db.patch("syncJobs", job._id, { ...wait, leaseOwner: undefined });
  if (job.runItem) await beginsWaiting(ctx, touched, job.runItem);
}
