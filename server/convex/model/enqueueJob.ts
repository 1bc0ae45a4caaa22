import { shardOf, type Lane } from "../../../shared/jobs";
import type { JobKind } from "../../../shared/link-state";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { openJobs, triesOf, type Job } from "./jobs";
import { noteAsked } from "./syncFacts";
import { noteJob, type Touched } from "./touched";

type NewJob = {
  user: Id<"users">;
  kind: JobKind;
  lane: Lane;
  /** Who asked, as shown to people. */
  requestedBy: string;
  reason?: string | undefined;
  runItem?: Id<"runItems"> | undefined;
  choices?: Job["choices"];
  replaced?: Job["replaced"];
  /** Of the job whose rest this one does: when it was asked for, and whether a run did. */
  askedAt?: number;
  inBulk?: boolean;
};

/**
 * Asks for a call to the backend. There is at most one open job per (user, kind): an open one is reused and made due
 * now; one that is running is left to finish.
 */
export async function enqueueJob(ctx: MutationCtx, touched: Touched, job: NewJob): Promise<Id<"syncJobs">> {
  const open = (await openJobs(ctx, job.user)).find(({ kind }) => kind === job.kind);
  if (open) {
    await wakeJob(ctx, touched, open, job.lane);
    if (job.runItem && !open.runItem) await ctx.db.patch("syncJobs", open._id, { runItem: job.runItem });
    return open._id;
  }
  return insertJob(ctx, touched, job);
}

/** The same for somebody who has seen already that no job of this kind is open. */
export async function insertJob(ctx: MutationCtx, touched: Touched, job: NewJob): Promise<Id<"syncJobs">> {
  const now = Date.now();
  const queued = {
    ...{ ...job, state: "queued" as const, shard: shardOf(job.user), link: touched.rows.get(job.user)?._id },
    ...{ wakeAt: now, attempt: 0, createdAt: now, inBulk: job.inBulk ?? job.lane === "bulk" },
  };
  noteJob(touched, job.user, { open: queued });
  noteAsked(touched, queued);
  return ctx.db.insert("syncJobs", queued);
}

/**
 * Makes a job that waits for its next attempt due now. One that has not been tried yet stays live: whoever has just
 * registered does not wait behind a run. What has failed before goes in the lane of whoever asks, for after an outage
 * that is everybody.
 */
export async function wakeJob(ctx: MutationCtx, touched: Touched, job: Job, lane: Lane): Promise<void> {
  if (job.state !== "waiting" && job.state !== "queued") return;
  const wakeAt = Math.min(job.wakeAt ?? Infinity, Date.now());
  noteJob(touched, job.user);
  const fresh = job.lane === "live" && triesOf(job) === 0;
  await ctx.db.patch("syncJobs", job._id, { wakeAt, lane: fresh ? "live" : lane });
}
