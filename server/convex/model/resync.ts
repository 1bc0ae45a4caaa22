import type { JobKind, LinkState } from "../../../shared/link-state";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { enqueueJob, openJobs, wakeJob, type Job } from "./jobs";
import { linkRow } from "./linkRow";
import { matchUser } from "./match";
import type { Touched } from "./touched";
import type { User } from "./users";

type Asked = {
  requestedBy: string;
  reason?: string | undefined;
  lane: "live" | "bulk";
  runItem?: Id<"runItems">;
};
/** `joined`: the job was open before it was asked for. */
export type ResyncResult = { job: Id<"syncJobs">; joined: boolean } | { skipped: string };

/**
 * Makes both sides of a user agree: the job that their present state calls for, or why there is none. What has
 * already been asked for is tried again now instead of twice: the morning after an outage nearly everybody waits.
 */
export async function enqueueResync(
  ctx: MutationCtx,
  touched: Touched,
  user: User,
  asked: Asked,
): Promise<ResyncResult> {
  const open = (await openJobs(ctx, user._id)).find(({ kind }) => kind !== "resend_welcome");
  if (open) return joinJob(ctx, touched, open, asked);
  const plan = await resyncPlan(ctx, user);
  if ("skipped" in plan) return plan;
  return {
    job: await enqueueJob(ctx, touched, { ...asked, user: user._id, kind: plan.kind }),
    joined: false,
  };
}

/** Hurries an open job on, and lets it decide the outcome of the run that asked, if any. */
async function joinJob(
  ctx: MutationCtx,
  touched: Touched,
  job: Job,
  { lane, runItem }: Asked,
): Promise<ResyncResult> {
  if (runItem && job.runItem) return { skipped: "Another run is at work on this user." };
  await wakeJob(ctx, touched, job, lane);
  if (runItem) await ctx.db.patch("syncJobs", job._id, { runItem });
  return { job: job._id, joined: true };
}

/** Which kind of job brings this user's two sides together, judged by the join alone, whatever failed before. */
export async function resyncPlan(
  ctx: QueryCtx,
  user: User,
): Promise<{ kind: JobKind } | { skipped: string }> {
  const { match, other } = await matchUser(ctx, user);
  const { state, reason } = linkRow(user, other, match, null);
  return planFor(state, reason);
}

function planFor(state: LinkState, reason: string): { kind: JobKind } | { skipped: string } {
  switch (state) {
    case "deleted":
      return { skipped: "The user is soft-deleted. Restore them first." };
    case "conflict":
      return { skipped: "The IDs disagree or the match is ambiguous. A person has to review it." };
    case "unlinked":
      return { kind: "link_existing" };
    case "broken":
      return { kind: reason === "contact_archived" ? "restore" : "register" };
    case "linked":
    case "drifted":
      return { kind: "update" };
    default:
      return { kind: "register" };
  }
}
