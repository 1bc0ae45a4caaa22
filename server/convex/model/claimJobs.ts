import { isLastAttempt } from "../../../shared/jobs";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { recordLostAttempt } from "./attempts";
import { cancelJob, leaseJob, type Job } from "./jobs";
import { matchUser } from "./match";
import { giveUp } from "./settle";
import type { Touched } from "./touched";
import { userRef, type User } from "./users";

type Claim = { worker: string; limit: number; leaseMs: number };

/**
 * Takes over what is due. A due job is in one of these states: `queued` or `waiting`, and it is leased; `running`,
 * and its lease has run out because its worker died, so the lost attempt is noted and the job leased anew, unless
 * that was its last attempt: a job that kills every worker must not go on for ever.
 */
export async function claimDueJobs(ctx: MutationCtx, touched: Touched, claim: Claim) {
  const work = [];
  for (const job of await dueJobs(ctx, claim.limit)) {
    const user = await ctx.db.get("users", job.user);
    if (!user) {
      await cancelJob(ctx, touched, job, "The user does not exist any more.");
      continue;
    }
    if (job.state === "running") {
      await recordLostAttempt(ctx, job);
      if (isLastAttempt(job.attempt)) {
        await giveUp(ctx, touched, job, {
          code: "timeout",
          message: "No attempt ended: the worker stopped each time.",
        });
        continue;
      }
    }
    work.push(await workOf(ctx, await leaseJob(ctx, touched, job, claim), user));
  }
  return work;
}

async function dueJobs(ctx: QueryCtx, limit: number): Promise<Job[]> {
  const now = Date.now();
  const due = (lane: "live" | "bulk", most: number) =>
    ctx.db
      .query("syncJobs")
      .withIndex("by_lane_wakeAt", (q) => q.eq("lane", lane).gt("wakeAt", 0).lte("wakeAt", now))
      .take(most);
  const live = await due("live", limit);
  return live.length < limit ? [...live, ...(await due("bulk", limit - live.length))] : live;
}

/** In how many ms there is more to do, by this deployment's own clock; `null` when nothing is open. */
export async function nextDueInMs(ctx: QueryCtx): Promise<number | null> {
  const first = (lane: "live" | "bulk") =>
    ctx.db
      .query("syncJobs")
      .withIndex("by_lane_wakeAt", (q) => q.eq("lane", lane).gt("wakeAt", 0))
      .first();
  const times = [await first("live"), await first("bulk")].flatMap((job) => job?.wakeAt ?? []);
  return times.length > 0 ? Math.max(0, Math.min(...times) - Date.now()) : null;
}

/** What an attempt works on. `contactId` is the contact the join shows beside the user, whoever names whom. */
async function workOf(ctx: QueryCtx, job: Job, user: User) {
  const { other } = await matchUser(ctx, user);
  const { email, firstName, lastName, phone, salutation, title, organization, profession, position } = user;
  return {
    jobId: job._id,
    kind: job.kind,
    attempt: job.attempt,
    reason: job.reason ?? null,
    user: {
      userId: userRef(user),
      crmContactId: user.crmContactId ?? null,
      frontendUserId: user.frontendUserId ?? other?.frontendUserId ?? null,
      createdAt: user.createdAt,
      profileUpdatedAt: user.profileUpdatedAt,
      profile: { email, firstName, lastName, phone, salutation, title, organization, profession, position },
    },
    contactId: other?.crmId ?? null,
  };
}
