import { whyNot } from "../../../shared/fixed-sentences";
import type { JobKind, LinkState } from "../../../shared/link-state";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { enqueueJob, insertJob, wakeJob } from "./enqueueJob";
import { openJobs, type Job } from "./jobs";
import { contactByCrmId, isArchived } from "./contacts";
import { rejectionsOfUser } from "./decisions";
import { linkRow, type Link } from "./linkRow";
import { rowOfUser } from "./links";
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
  const open = (await openJobs(ctx, user._id)).find(({ kind }) => bringsTogether(kind));
  if (open) return joinJob(ctx, touched, open, asked);
  const plan = await resyncPlan(ctx, user, await rowOfUser(ctx, touched, user._id));
  if ("skipped" in plan) return plan;
  return {
    job: await insertJob(ctx, touched, { ...asked, user: user._id, kind: plan.kind }),
    joined: false,
  };
}

/** Whether a job makes both sides agree, so that a resync need not ask for another. */
export const bringsTogether = (kind: JobKind): boolean => kind !== "resend_welcome" && kind !== "archive";

/** Hurries an open job on, and lets it decide the outcome of the run that asked, if any. */
async function joinJob(
  ctx: MutationCtx,
  touched: Touched,
  job: Job,
  { lane, runItem }: Asked,
): Promise<ResyncResult> {
  if (runItem && job.runItem) return { skipped: whyNot.otherRun };
  await wakeJob(ctx, touched, job, lane);
  if (runItem) await ctx.db.patch("syncJobs", job._id, { runItem });
  return { job: job._id, joined: true };
}

/**
 * The same for somebody who asks for what only the backend's users have: whoever came from another deployment and is
 * nobody's frontend user is registered, which a resync would spare them because of the welcome mail.
 */
export async function enqueueRegistration(
  ctx: MutationCtx,
  touched: Touched,
  user: User,
  asked: Asked,
): Promise<void> {
  const { match, other } = await matchUser(ctx, user);
  const { state } = linkRow(user, other, match, null);
  const isUnknown = linkedStates.has(state) && !hasFrontendUser(user, other);
  if (isUnknown) await enqueueJob(ctx, touched, { ...asked, user: user._id, kind: "register" });
  else await enqueueResync(ctx, touched, user, asked);
}

/** Which kind of job brings this user's two sides together, judged by the join alone, whatever failed before. */
export async function resyncPlan(
  ctx: QueryCtx,
  user: User,
  link: Link | null,
): Promise<{ kind: JobKind } | { skipped: string }> {
  // Nearly everybody, and nothing further has to be known of them.
  if (isTogether(link) && !isUnregistered(user, link)) return { kind: "update" };
  const { match, other } = await matchUser(ctx, user);
  const { state, reason } = linkRow(user, other, match, null);
  if (state === "convex_only" && (await isKeptApart(ctx, user))) return { skipped: whyNot.keptApart };
  if (linkedStates.has(state) && isUnregistered(user, other)) return { kind: "register" };
  return planFor(state, reason);
}

const isTogether = (link: Link | null): boolean =>
  link?.join?.state === "linked" || link?.join?.state === "drifted";

/** Whether registering would find a contact that somebody has kept apart from this user. */
async function isKeptApart(ctx: QueryCtx, user: User): Promise<boolean> {
  if (!user.reviewed || !user.emailKey) return false;
  for (const { contactId } of await rejectionsOfUser(ctx, user._id)) {
    const contact = await contactByCrmId(ctx, contactId);
    if (contact && !isArchived(contact) && contact.emailKey === user.emailKey) return true;
  }
  return false;
}

const linkedStates: ReadonlySet<LinkState> = new Set(["unlinked", "linked", "drifted"]);

/**
 * Somebody registered here who has a contact but is not the backend's user yet: an invited person, or one whose match
 * was accepted. Linking or updating alone would leave them without bookings and e-mail.
 */
const isUnregistered = (user: User, other: Other): boolean =>
  !!user.crmContactId && !user.externalId && !hasFrontendUser(user, other);

type Other = { frontendUserId?: string } | null;
const hasFrontendUser = (user: User, other: Other): boolean =>
  Boolean(user.frontendUserId ?? other?.frontendUserId);

export function planFor(state: LinkState, reason: string): { kind: JobKind } | { skipped: string } {
  switch (state) {
    case "deleted":
      return { skipped: whyNot.softDeleted };
    case "conflict":
      return { skipped: whyNot.conflictOrAmbiguous };
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
