import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { recordEvent } from "./audit";
import { INVITATION_MS, inviteContact, newestInvitation } from "./invitations";
import { repairsFor } from "./repairAvailability";
import type { Turn } from "./takeTurn";

/**
 * Inviting many. At its turn each contact gets an invitation that no link opens yet: a link is shown once, so it is made
 * when somebody takes the run's file of links. Taking it again makes new ones, and the former are no good any more.
 */
type Invited = { done: true } | { skipped: string };

export async function inviteInRun(ctx: MutationCtx, { link, item, actor, reason }: Turn): Promise<Invited> {
  const contact = link.contact ? await ctx.db.get("contacts", link.contact) : null;
  const { allowed, why } = repairsFor({ link, user: null, contact, wantedByOther: false }).invite;
  if (!allowed || !contact) return { skipped: why ?? "There is no contact to invite." };
  // No token has this hash.
  await inviteContact(ctx, contact, { tokenHash: `not issued ${item._id}`, createdBy: actor.name });
  const summary = "Invited; the link is in the file of links of the run.";
  await recordEvent(ctx, { actor, action: "invite", summary, contactId: contact.crmId, reason });
  return { done: true };
}

/** Whom a link was made for. `tokenHash` is the one it was given of those that were offered. */
export type IssuedLink = {
  tokenHash: string;
  contactId: string;
  name: string;
  email: string;
  expiresAt: number;
};

/** Makes the links of one page of a run good: one token for each who still waits. Answers the next page's cursor. */
export async function issueLinks(
  ctx: MutationCtx,
  run: Doc<"runs">,
  tokenHashes: string[],
  cursor: string | null,
): Promise<{ links: IssuedLink[]; nextCursor: string | null }> {
  const { page, isDone, continueCursor } = await ctx.db
    .query("runItems")
    .withIndex("by_run_outcome", (q) => q.eq("run", run._id).eq("outcome", "done"))
    .paginate({ cursor, numItems: tokenHashes.length });
  const links: IssuedLink[] = [];
  for (const [index, item] of page.entries()) {
    const issued = await issueLink(ctx, item, tokenHashes[index]);
    if (issued) links.push(issued);
  }
  return { links, nextCursor: isDone ? null : continueCursor };
}

/** `null` for who has registered meanwhile, or whose contact is gone. */
async function issueLink(
  ctx: MutationCtx,
  item: Doc<"runItems">,
  tokenHash: string | undefined,
): Promise<IssuedLink | null> {
  const link = await ctx.db.get("links", item.link);
  if (!link?.contactId || link.user || tokenHash === undefined) return null;
  const invitation = await newestInvitation(ctx, link.contactId);
  if (!invitation || invitation.usedAt !== undefined) return null;
  const expiresAt = Date.now() + INVITATION_MS;
  await ctx.db.patch("invitations", invitation._id, { tokenHash, expiresAt });
  return { tokenHash, contactId: link.contactId, name: link.name, email: link.email ?? "", expiresAt };
}
