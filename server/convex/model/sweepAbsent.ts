import { happened } from "../../../shared/fixed-sentences";
import { isTooMany } from "../../../shared/sweep-schedule";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { systemActor } from "../functions";
import { recordEvent } from "./audit";
import { contactByCrmId, removeContact, type Contact, type ContactFields } from "./contacts";
import { linkShowing } from "./findPerson";
import { refreshLinks } from "./links";
import { mirrorNewer } from "./mirrorNewer";
import { findingsOfMoves, recordFindings, type Finding } from "./sweepFindings";
import { advance, endSweep, type Sweep } from "./sweeps";
import { newTouched, type Touched } from "./touched";

/**
 * Who is gone. Absence from a list is not proof: pages shift while somebody reads them, and a CRM can be half there. So
 * those not met are only noted; too many of them wait for a person; and each is asked for by ID before it is removed.
 */

/** A part of the mirror, compared with what the sweep has met. */
export type Compared = {
  /** CRM contact IDs of the mirror that the list did not hold. */
  notMet: string[];
  /** Contacts of the mirror in this part. */
  mirrored: number;
  /** The last CRM contact ID of this part. */
  upTo: string;
};

/** Notes who was not met in a part of the mirror. Whoever was heard of since the sweep began is there. */
export async function bookCompared(
  ctx: MutationCtx,
  sweep: Sweep,
  { notMet, mirrored, upTo }: Compared,
): Promise<void> {
  const findings: Finding[] = [];
  for (const crmId of notMet) {
    const contact = await contactByCrmId(ctx, crmId);
    if (contact && isUnheard(contact, sweep)) findings.push(await absentFinding(ctx, contact));
  }
  await advance(ctx, sweep, {
    comparedTo: upTo,
    mirrored: (sweep.mirrored ?? 0) + mirrored,
    notMet: (sweep.notMet ?? 0) + findings.length,
    findings: await recordFindings(ctx, sweep, findings),
  });
}

const isUnheard = (contact: Contact, sweep: Sweep) => contact.readAt < sweep.startedAt;

async function absentFinding(ctx: QueryCtx, contact: Contact): Promise<Finding> {
  const link = await linkShowing(ctx, contact);
  const name = link?.name ?? contact.name ?? "No name";
  return { kind: "absent", contactId: contact.crmId, name, ...(link ? { link: link._id } : {}) };
}

/** The whole mirror is compared: now it shows whether a person has to decide. */
export async function endComparing(ctx: MutationCtx, sweep: Sweep): Promise<void> {
  const { notMet = 0, mirrored = 0 } = sweep;
  await discardOlder(ctx);
  if (notMet === 0) return endSweep(ctx, sweep, "done");
  if (isTooMany(notMet, mirrored)) return endSweep(ctx, sweep, "quarantined");
  await advance(ctx, sweep, { phase: "confirming" });
}

/** At most so many sweeps can wait in quarantine; each new full sweep takes the older ones back. */
const MOST_QUARANTINED = 10;

async function discardOlder(ctx: MutationCtx): Promise<void> {
  const older = await ctx.db
    .query("sweeps")
    .withIndex("by_state", (q) => q.eq("state", "quarantined"))
    .take(MOST_QUARANTINED);
  const reason = "A newer full sweep has compared the mirror again.";
  for (const sweep of older) {
    const decision = { what: "discard" as const, by: systemActor.name, at: Date.now(), reason };
    await endSweep(ctx, sweep, "discarded", { decision });
  }
}

/** Contacts asked for by ID: as read, or that the CRM does not have them. Both null: it gave an answer nobody can read. */
export type Answer = {
  findingId: Id<"sweepFindings">;
  contact: ContactFields | null;
  isGone: boolean;
};

/** Those not met who are next to be asked for. */
export async function nextAbsent(ctx: QueryCtx, sweep: Sweep, limit: number) {
  const findings = await ctx.db
    .query("sweepFindings")
    .withIndex("by_sweep_kind", (q) => q.eq("sweep", sweep._id).eq("kind", "absent"))
    .take(limit);
  return findings.map(({ _id, contactId = "" }) => ({ findingId: _id, crmId: contactId }));
}

/** Books what the CRM said of contacts that were not met. Ends the sweep with the last one. */
export async function bookConfirmed(
  ctx: MutationCtx,
  sweep: Sweep,
  answers: Answer[],
  askedAt: number,
): Promise<void> {
  const touched = newTouched();
  const gone: Finding[] = [];
  let [answered, unreadable] = [0, 0];
  for (const { findingId, contact, isGone } of answers) {
    const absent = await ctx.db.get("sweepFindings", findingId);
    if (absent?.kind !== "absent") continue;
    const { _id, _creationTime, sweep: _sweep, foundAt, ...finding } = absent;
    await ctx.db.delete("sweepFindings", _id);
    answered++;
    if (contact) await mirrorNewer(ctx, touched, contact, askedAt);
    else if (!isGone) unreadable++;
    else if (await markGone(ctx, touched, sweep, absent.contactId, askedAt))
      gone.push({ ...finding, kind: "gone" });
  }
  const moved = findingsOfMoves(await refreshLinks(ctx, touched, sweep._id));
  const findings = await recordFindings(ctx, sweep, [...gone, ...moved]);
  const next = {
    findings: { ...findings, absent: findings.absent - answered },
    unreadable: sweep.unreadable + unreadable,
  };
  if ((await nextAbsent(ctx, sweep, 1)).length > 0) await advance(ctx, sweep, next);
  else await endSweep(ctx, sweep, "done", { ...next, failures: 0, cause: undefined });
}

/** Takes a contact out of the mirror, unless somebody has heard of it meanwhile. */
async function markGone(
  ctx: MutationCtx,
  touched: Touched,
  sweep: Sweep,
  crmId: string | undefined,
  askedAt: number,
): Promise<boolean> {
  const contact = crmId === undefined ? null : await contactByCrmId(ctx, crmId);
  if (!contact || !isUnheard(contact, sweep)) return false;
  const link = await linkShowing(ctx, contact);
  await removeContact(ctx, touched, contact, askedAt);
  await recordEvent(ctx, {
    actor: systemActor,
    action: "reconcile",
    summary: happened.contactGone,
    contactId: contact.crmId,
    user: link?.user,
    target: { kind: "sweep", id: sweep._id },
    reason: sweep.decision?.reason,
  });
  return true;
}
