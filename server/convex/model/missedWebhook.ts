import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { contactByCrmId, type Contact, type ContactFields } from "./contacts";
import { linkShowing } from "./findPerson";
import { addFindings, type Finding } from "./sweepFindings";
import type { Sweep } from "./sweeps";

/**
 * Changes that never arrived as a webhook. Once the mirror has learnt a change by reading, no later sweep sees a
 * difference: so it is judged because of the reading, at once when it is old enough and later when it is not.
 */

/** An event can be stamped a moment before or after the change it tells of, in ms. */
const NEAR_MS = 5_000;
/** A webhook that is younger than this may still be on its way, in ms. */
const GRACE_MS = 120_000;
/** The clocks of the CRM and of this deployment may differ by this much, in ms. */
const CLOCKS_DIFFER_MS = 300_000;
/** Arrivals looked through. More than these about one contact after one change are not silence. */
const MOST_ARRIVALS = 50;

/** A change of a contact by the CRM's clock, in ms. */
type Change = Pick<ContactFields, "crmId" | "updatedAt">;

/** Whether a reading has taught the mirror a change that a webhook should have told. */
export const isUntold = (before: Contact | null, { updatedAt }: Change, listeningSince: number): boolean =>
  updatedAt >= listeningSince && (!before || before.updatedAt < updatedAt);

/** Those of the changes that should have been told by now and were not. The others are judged when it is their time. */
export async function judgeNow(ctx: MutationCtx, sweep: Id<"sweeps">, changes: Change[]): Promise<Finding[]> {
  const isYoung = ({ updatedAt }: Change) => updatedAt > Date.now() - GRACE_MS;
  await judgeLater(ctx, changes.filter(isYoung), sweep);
  return missedAmong(
    ctx,
    changes.filter((change) => !isYoung(change)),
  );
}

/** Judges changes once no webhook of them can be on its way any more; for the newest sweep unless one has met them. */
export async function judgeLater(ctx: MutationCtx, changes: Change[], sweep?: Id<"sweeps">): Promise<void> {
  if (changes.length === 0) return;
  const known = changes.map(({ crmId, updatedAt }) => ({ crmId, updatedAt }));
  await ctx.scheduler.runAfter(GRACE_MS, internal.sweeping.judgeChanges, { changes: known, sweep });
}

/** The time of judgement has come. */
export async function judgeChanges(
  ctx: MutationCtx,
  changes: Change[],
  sweepId: Id<"sweeps"> | undefined,
): Promise<void> {
  const sweep = sweepId ? await ctx.db.get("sweeps", sweepId) : await newestSweep(ctx);
  if (!sweep) return;
  const expected = changes.filter((change) => isUntold(null, change, sweep.listeningSince));
  await addFindings(ctx, sweep._id, await missedAmong(ctx, expected));
}

const newestSweep = (ctx: QueryCtx): Promise<Sweep | null> =>
  ctx.db.query("sweeps").withIndex("by_startedAt").order("desc").first();

async function missedAmong(ctx: QueryCtx, changes: Change[]): Promise<Finding[]> {
  const missed: Finding[] = [];
  for (const change of changes) if (!(await wasTold(ctx, change))) missed.push(await findingOf(ctx, change));
  return missed;
}

async function wasTold(ctx: QueryCtx, { crmId, updatedAt }: Change): Promise<boolean> {
  const arrivals = await ctx.db
    .query("webhookAttempts")
    .withIndex("by_contactId_receivedAt", (q) =>
      q.eq("contactId", crmId).gte("receivedAt", updatedAt - CLOCKS_DIFFER_MS),
    )
    .take(MOST_ARRIVALS);
  const isAboutIt = ({ eventAt = -Infinity }: (typeof arrivals)[number]) => eventAt >= updatedAt - NEAR_MS;
  return arrivals.length === MOST_ARRIVALS || arrivals.some(isAboutIt);
}

async function findingOf(ctx: QueryCtx, { crmId, updatedAt }: Change): Promise<Finding> {
  const contact = await contactByCrmId(ctx, crmId);
  const link = contact && (await linkShowing(ctx, contact));
  const name = link?.name ?? contact?.name ?? "No name";
  return {
    kind: "missed",
    contactId: crmId,
    name,
    changedAt: updatedAt,
    ...(link ? { link: link._id } : {}),
  };
}
