import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { wakeJob } from "./enqueueJob";
import { openJobs } from "./jobs";
import type { Touched } from "./touched";

/** Makes what waits for its next attempt due now, because this person is here: somebody waits for it again. */
export async function hurryMember(ctx: MutationCtx, touched: Touched, user: Id<"users">): Promise<void> {
  for (const job of await openJobs(ctx, user)) {
    if (job.state === "waiting") await wakeJob(ctx, touched, job, "live");
  }
}
