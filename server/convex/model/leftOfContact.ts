import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { webhookOutcomes } from "../../../shared/webhooks-api";
import { contactByCrmId } from "./contacts";
import { usersNaming } from "./match";
import { isPurged } from "./purgedIds";

/**
 * What Tandem still has of a contact that the CRM has not any more: it is in no mirror and has no row, but the audit,
 * webhooks and runs tell of it. `account` is who still names it: their purge takes it along.
 */
export type LeftOfContact = { contactId: string; goneAt: number | null; account: Id<"users"> | null };

/** By the contact's ID, or that of the row it had. `null` where nothing is left, or the contact is still there. */
export async function leftOfContact(ctx: QueryCtx, id: string): Promise<LeftOfContact | null> {
  const contactId = (await contactOfRow(ctx, id)) ?? id;
  if ((await contactByCrmId(ctx, contactId)) || (await isPurged(ctx, [contactId]))) return null;
  const gone = await ctx.db
    .query("goneContacts")
    .withIndex("by_crmId", (q) => q.eq("crmId", contactId))
    .first();
  if (!gone && !(await isToldOf(ctx, contactId))) return null;
  const [account] = await usersNaming(ctx, contactId, 1);
  return { contactId, goneAt: gone?.goneAt ?? null, account: account?._id ?? null };
}

/** Rows go with their contact; sweeps and runs have noted down whose they were. */
async function contactOfRow(ctx: QueryCtx, id: string): Promise<string | undefined> {
  const link = ctx.db.normalizeId("links", id);
  if (!link) return undefined;
  const found = await ctx.db
    .query("sweepFindings")
    .withIndex("by_link", (q) => q.eq("link", link))
    .order("desc")
    .first();
  const former = await ctx.db
    .query("formerRows")
    .withIndex("by_link", (q) => q.eq("link", link))
    .first();
  return found?.contactId ?? former?.contactId;
}

async function isToldOf(ctx: QueryCtx, contactId: string): Promise<boolean> {
  const found = await Promise.all([
    ctx.db
      .query("auditEvents")
      .withIndex("by_contactId", (q) => q.eq("contactId", contactId))
      .first(),
    ctx.db
      .query("webhookAttempts")
      .withIndex("by_contactId_receivedAt", (q) => q.eq("contactId", contactId))
      .first(),
    ctx.db
      .query("sweepFindings")
      .withIndex("by_contactId", (q) => q.eq("contactId", contactId))
      .first(),
    ctx.db
      .query("invitations")
      .withIndex("by_contactId", (q) => q.eq("contactId", contactId))
      .first(),
  ]);
  return found.some((row) => row !== null);
}

/** The frontend users that webhooks named together with the contact, as far as nobody has them. */
export async function frontendUsersOf(ctx: QueryCtx, contactId: string): Promise<string[]> {
  const told: Array<Doc<"webhookDeliveries"> | null> = await Promise.all(
    webhookOutcomes.map((outcome) =>
      ctx.db
        .query("webhookDeliveries")
        .withIndex("by_outcome_contactId", (q) => q.eq("outcome", outcome).eq("contactId", contactId))
        .order("desc")
        .first(),
    ),
  );
  const ids = [...new Set(told.flatMap((delivery) => delivery?.frontendUserId ?? []))];
  const free = await Promise.all(ids.map(async (id) => !(await hasSomebody(ctx, id))));
  return ids.filter((_, index) => free[index]);
}

async function hasSomebody(ctx: QueryCtx, frontendUserId: string): Promise<boolean> {
  const user = await ctx.db
    .query("users")
    .withIndex("by_frontendUserId", (q) => q.eq("frontendUserId", frontendUserId))
    .first();
  const contact = await ctx.db
    .query("contacts")
    .withIndex("by_frontendUserId", (q) => q.eq("frontendUserId", frontendUserId))
    .first();
  return user !== null || contact !== null;
}
