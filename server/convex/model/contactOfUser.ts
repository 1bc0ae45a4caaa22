import type { LinkState } from "../../../shared/link-state";
import type { QueryCtx } from "../_generated/server";
import type { Contact } from "./contacts";
import { rowOfUser } from "./links";
import { matchUser } from "./match";
import { isNamingUntouched, type Touched } from "./touched";
import { userRef, type User } from "./users";

/** Only of two who name each other, and nobody else either of them. */
const PAIRED: ReadonlySet<LinkState> = new Set(["linked", "drifted"]);

/**
 * The contact that is this user's beyond doubt, or that their e-mail finds; `null` while it is open whose it is. Most
 * people are a pair, and their row says so already, unless this transaction has changed who names whom. What it finds
 * is noted, so that refreshing the row need not ask again.
 */
export async function contactOf(ctx: QueryCtx, touched: Touched, user: User): Promise<Contact | null> {
  const paired = await pairOnRow(ctx, touched, user);
  if (paired) return paired;
  touched.pairs.delete(user._id);
  const { other, match } = await matchUser(ctx, user);
  if (!other || (match.by === "reference" && !match.pair)) return null;
  if (match.by === "reference") touched.pairs.set(user._id, other._id);
  return other;
}

/** The contact, where the user's row says that the two are a pair, which is noted then; else `null`. */
export async function pairOnRow(ctx: QueryCtx, touched: Touched, user: User): Promise<Contact | null> {
  const link = isNamingUntouched(touched) ? await rowOfUser(ctx, touched, user._id) : null;
  if (!link?.contact || !link.join || !PAIRED.has(link.join.state)) return null;
  const contact = await ctx.db.get("contacts", link.contact);
  if (contact?.crmId !== user.crmContactId || contact?.convexUserId !== userRef(user)) return null;
  touched.pairs.set(user._id, contact._id);
  return contact;
}
