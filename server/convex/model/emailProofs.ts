import type { Language } from "../../../shared/language";
import { PROOF_LINK_MS } from "../../../shared/mails";
import { emailKey } from "../../../shared/normalize";
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { queueMail } from "./mailQueue";
import { isDeleted, isSuspended } from "./shutOut";
import type { User } from "./users";

export type EmailProof = Doc<"emailProofs">;

/** Rows cleared away with each new link: more than come in, so that they cannot pile up. */
const FORGOTTEN_AT_ONCE = 5;

/** The token of a link that is to be mailed: its SHA-256, and itself, sealed by the server's own key. */
export const linkToken = v.object({ tokenHash: v.string(), sealedToken: v.string() });

type Asked = { email: string; token: Infer<typeof linkToken>; language: Language };

/** Has a link mailed to an address by which its reader shows that it is this user's. Links before it are no good any more. */
export async function askForProof(ctx: MutationCtx, user: User, asked: Asked): Promise<void> {
  const { email, language, token } = asked;
  const key = emailKey(email) ?? "";
  await endProofs(ctx, user._id);
  await forgetOld(ctx);
  const expiresAt = Date.now() + PROOF_LINK_MS;
  const { tokenHash } = token;
  await ctx.db.insert("emailProofs", { user: user._id, email, emailKey: key, tokenHash, expiresAt });
  const kind = key === user.emailKey ? "prove_address" : "prove_new_address";
  await queueMail(ctx, { kind, language, user: user._id, link: { emailKey: key, ...token } });
}

/** The link that a user was sent and that is still good, if any. */
export async function openProofOf(ctx: QueryCtx, user: Id<"users">): Promise<EmailProof | null> {
  const proof = await ctx.db
    .query("emailProofs")
    .withIndex("by_user", (q) => q.eq("user", user))
    .first();
  return proof && proof.expiresAt > Date.now() ? proof : null;
}

/** The link of a token, and whose it is; `null` when it was used, replaced or is too old, or its user is shut out. */
export async function proofOf(
  ctx: QueryCtx,
  tokenHash: string,
): Promise<{ proof: EmailProof; user: User } | null> {
  const proof = await ctx.db
    .query("emailProofs")
    .withIndex("by_tokenHash", (q) => q.eq("tokenHash", tokenHash))
    .unique();
  if (!proof || proof.expiresAt <= Date.now()) return null;
  const user = await ctx.db.get("users", proof.user);
  return user && !isDeleted(user) && !isSuspended(user) ? { proof, user } : null;
}

/** Makes every link of a user no good: an address that somebody wanted is forgotten with it. */
export async function endProofs(ctx: MutationCtx, user: Id<"users">): Promise<void> {
  const proofs = await ctx.db
    .query("emailProofs")
    .withIndex("by_user", (q) => q.eq("user", user))
    .take(FORGOTTEN_AT_ONCE);
  for (const { _id } of proofs) await ctx.db.delete("emailProofs", _id);
}

/** Forgets the other address that a user wants, if there is one; what asks about the one they have stays good. */
export async function dropWantedAddress(ctx: MutationCtx, user: User): Promise<boolean> {
  const proof = await openProofOf(ctx, user._id);
  if (!proof || proof.emailKey === user.emailKey) return false;
  await ctx.db.delete("emailProofs", proof._id);
  return true;
}

async function forgetOld(ctx: MutationCtx): Promise<void> {
  const old = await ctx.db
    .query("emailProofs")
    .withIndex("by_expiresAt", (q) => q.lt("expiresAt", Date.now()))
    .take(FORGOTTEN_AT_ONCE);
  for (const { _id } of old) await ctx.db.delete("emailProofs", _id);
}
