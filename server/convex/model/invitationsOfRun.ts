import { happened, whyNot } from "../../../shared/fixed-sentences";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { recordEvent } from "./audit";
import type { Contact } from "./contacts";
import { INVITATION_MS, inviteContact, newestInvitation } from "./invitations";
import type { Link } from "./linkRow";
import { repairsFor } from "./repairAvailability";
import type { Turn } from "./takeTurn";

/**
 * Inviting many. At its turn each contact gets an invitation that no link opens yet: a link is shown once, so it is made
 * when somebody takes the run's file of links. Taking it again makes new ones, and the former are no good any more.
 */
type Invited = { done: true } | { skipped: string };

export async function inviteInRun(ctx: MutationCtx, { link, item, actor, reason }: Turn): Promise<Invited> {
  const contact = link.contact ? await ctx.db.get("contacts", link.contact) : null;
  const { allowed, why } = mayInvite(link, contact);
  if (!allowed || !contact) return { skipped: why ?? whyNot.nothingToInvite };
  // No token has this hash.
  await inviteContact(ctx, contact, {
    ...{ tokenHash: `not issued ${item._id}`, createdBy: actor.name, runItem: item._id },
  });
  const summary = happened.invitedByRun;
  const target = { kind: "run" as const, id: item.run };
  await recordEvent(ctx, { actor, action: "invite", summary, contactId: contact.crmId, target, reason });
  return { done: true };
}

const mayInvite = (link: Link, contact: Contact | null) =>
  repairsFor({ link, user: null, contact, wantedByOther: false }).invite;

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
    .withIndex("by_run_outcome_cause", (q) => q.eq("run", run._id).eq("outcome", "done"))
    .paginate({ cursor, numItems: tokenHashes.length });
  const links: IssuedLink[] = [];
  for (const [index, item] of page.entries()) {
    const issued = await issueLink(ctx, item, tokenHashes[index]);
    if (issued) links.push(issued);
  }
  return { links, nextCursor: isDone ? null : continueCursor };
}

/**
 * `null` for who has registered meanwhile, or cannot be invited any more, and for whom somebody else has made a link
 * since: that one was sent by hand, and stays good.
 */
async function issueLink(
  ctx: MutationCtx,
  item: Doc<"runItems">,
  tokenHash: string | undefined,
): Promise<IssuedLink | null> {
  const link = await ctx.db.get("links", item.link);
  const contact = link?.contact ? await ctx.db.get("contacts", link.contact) : null;
  if (!link || !contact || tokenHash === undefined || !mayInvite(link, contact).allowed) return null;
  const invitation = await newestInvitation(ctx, contact.crmId);
  if (invitation?.runItem !== item._id || invitation.usedAt !== undefined) return null;
  const expiresAt = Date.now() + INVITATION_MS;
  await ctx.db.patch("invitations", invitation._id, { tokenHash, expiresAt });
  return { tokenHash, contactId: contact.crmId, name: link.name, email: link.email ?? "", expiresAt };
}
