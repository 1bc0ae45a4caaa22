import type { MutationCtx, QueryCtx } from "../_generated/server";
import { cancelJob, type Job } from "./jobs";
import { leaseJob } from "./leases";
import { rowOfUser } from "./links";
import { matchUser } from "./match";
import { dueJobs, type Place } from "./queue";
import { recoverJob } from "./recoverJob";
import { noteJob, type Touched } from "./touched";
import { userRef, type User } from "./users";

type Claim = { worker: string; limit: number; leaseMs: number; places: Place[] };

/**
 * Takes over what is due. A due job is in one of these states: `queued` or `waiting`, and it is leased; `running`,
 * and its lease has run out, so it is recovered first.
 */
export async function claimDueJobs(ctx: MutationCtx, touched: Touched, { limit, places, ...claim }: Claim) {
  const work = [];
  for (const place of places) {
    if (work.length >= limit) break;
    for (const job of await dueJobs(ctx, place, limit - work.length)) {
      const user = await ctx.db.get("users", job.user);
      if (!user) await cancelJob(ctx, touched, job, "The user does not exist any more.");
      else if (job.state !== "running" || (await recoverJob(ctx, touched, job)))
        work.push(await takeUp(ctx, touched, await leaseJob(ctx, touched, job, claim), user));
    }
  }
  return work;
}

/** What an attempt works on. `contactId` is the contact the join shows beside the user, whoever names whom. */
async function takeUp(ctx: QueryCtx, touched: Touched, job: Job, user: User) {
  const link = await rowOfUser(ctx, touched, user._id, job.link);
  // A row that waits for a job of this kind speaks of this one: there is only one open of each.
  const speaks = link?.state === "pending" && link.reason === job.kind;
  if (speaks) noteJob(touched, user._id, { open: job });
  const shown = link ?? (await shownBeside(ctx, user));
  const { email, firstName, lastName, phone, salutation, title, organization, profession, position } = user;
  return {
    jobId: job._id,
    kind: job.kind,
    lane: job.lane,
    attempt: job.attempt,
    /** By this deployment's clock, so that a worker knows how far its own differs. */
    claimedAt: Date.now(),
    reason: job.reason ?? null,
    choices: job.choices ?? {},
    replaced: job.replaced ?? {},
    user: {
      userId: userRef(user),
      crmContactId: user.crmContactId ?? null,
      frontendUserId: user.frontendUserId ?? shown.frontendUserId ?? null,
      createdAt: user.createdAt,
      language: user.language,
      profileUpdatedAt: user.profileUpdatedAt,
      /** Somebody has rejected a contact for this user: registering must not find it by e-mail. */
      reviewed: user.reviewed ?? false,
      /** What they have changed themselves since the CRM was told last. */
      untold: user.untold ?? [],
      profile: { email, firstName, lastName, phone, salutation, title, organization, profession, position },
    },
    contactId: shown.contactId ?? null,
  };
}

/** Only while the row of somebody new is still being made in a scheduled step. */
async function shownBeside(
  ctx: QueryCtx,
  user: User,
): Promise<{ contactId?: string | undefined; frontendUserId?: string | undefined }> {
  const { other } = await matchUser(ctx, user);
  return { contactId: other?.crmId, frontendUserId: other?.frontendUserId };
}
