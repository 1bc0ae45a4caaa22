import type { JobKind, LinkState } from "../../../shared/link-state";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { enqueueJob, openJobs, wakeJob } from "./jobs";
import { linkRow } from "./linkRow";
import { matchUser } from "./match";
import type { Touched } from "./touched";
import type { User } from "./users";

type Asked = {
  requestedBy: string;
  reason?: string | undefined;
  lane?: "live" | "bulk";
  runItem?: Id<"runItems">;
};
export type ResyncResult = { job: Id<"syncJobs"> } | { skipped: string };

/**
 * Makes both sides of a user agree: the job that their present state calls for, or why there is none. What has
 * already been asked for is tried again now instead of twice.
 */
export async function enqueueResync(
  ctx: MutationCtx,
  touched: Touched,
  user: User,
  asked: Asked,
): Promise<ResyncResult> {
  const open = await openJobs(ctx, user._id);
  const [waiting] = open.filter(({ kind }) => kind !== "resend_welcome");
  if (waiting && asked.runItem) return { skipped: "A job for this user was already open." };
  if (waiting) {
    await wakeJob(ctx, touched, waiting);
    return { job: waiting._id };
  }
  const plan = await resyncPlan(ctx, user);
  if ("skipped" in plan) return plan;
  return { job: await enqueueJob(ctx, touched, { lane: "live", ...asked, user: user._id, kind: plan.kind }) };
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
