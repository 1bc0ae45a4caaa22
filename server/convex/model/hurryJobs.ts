import { isTransient, SYNC_ERROR_CODES, type SyncErrorCode } from "../../../shared/sync-errors";
import type { MutationCtx } from "../_generated/server";
import type { Job } from "./jobs";
import type { Place } from "./queue";
import { noteJob, type Touched } from "./touched";

/** Jobs looked at in one transaction; each costs a job and a link. */
const JOBS_PER_STEP = 50;

/**
 * Makes one page of the jobs of a place due now that wait out a fault of the backend, of those that would have woken
 * after `since` (ms since epoch). Answers the cursor of the next page, or `null` at the end of the place.
 */
export async function hurryPlace(
  ctx: MutationCtx,
  touched: Touched,
  { lane, shard }: Place,
  { since, cursor }: { since: number; cursor: string | null },
): Promise<string | null> {
  const { page, isDone, continueCursor } = await ctx.db
    .query("syncJobs")
    .withIndex("by_lane_shard_wakeAt", (q) => q.eq("lane", lane).eq("shard", shard).gt("wakeAt", since))
    .paginate({ cursor, numItems: JOBS_PER_STEP });
  for (const job of page.filter(waitsForBackend)) {
    noteJob(touched, job.user);
    await ctx.db.patch("syncJobs", job._id, {
      wakeAt: Date.now(),
      hurriedFrom: job.hurriedFrom ?? job.wakeAt,
    });
  }
  return isDone ? null : continueCursor;
}

const waitsForBackend = ({ state, errorCode }: Job): boolean =>
  state === "waiting" && isSyncError(errorCode) && isTransient(errorCode);

const isSyncError = (code: string | undefined): code is SyncErrorCode =>
  (SYNC_ERROR_CODES as readonly (string | undefined)[]).includes(code);
