import { v } from "convex/values";
import { happened } from "../../shared/fixed-sentences";
import { languages } from "../../shared/language";
import { emailKey } from "../../shared/normalize";
import type { MutationCtx } from "./_generated/server";
import { fail, guardedMutation, type Actor } from "./functions";
import { recordEvent } from "./model/audit";
import { credentialOf } from "./model/credentials";
import { askForProof, dropWantedAddress, linkToken, proofOf } from "./model/emailProofs";
import { forgive, guessKeys } from "./model/guesses";
import { refreshLinks } from "./model/links";
import { queueMail } from "./model/mailQueue";
import { actingMember } from "./model/members";
import { endResets } from "./model/passwordResets";
import { mailLimits, takeMailTo } from "./model/portalLimits";
import { isProven, noteProven, requireProven } from "./model/provenAddress";
import { enqueueResync } from "./model/resync";
import { oneOf } from "./model/selectionArgs";
import { readSettings } from "./model/settings";
import { newTouched } from "./model/touched";
import { otherWithEmail, patchUser, toTell, type User } from "./model/users";

/** The e-mail address of a member: shown to be theirs by a link that is mailed to it, and changed by one too. */

const language = oneOf(languages);
const counted = v.object({ waitMs: v.number(), sentLately: v.boolean() });
type MemberCtx = MutationCtx & { actor: Actor };

/** Mails the link once more that asks whether the address is theirs. Fails with `conflict` once they have shown it. */
export const askAgain = guardedMutation("portal.self")({
  args: { token: linkToken, limits: mailLimits, language, requestId: v.string() },
  returns: counted,
  handler: async (ctx, { token, limits, language, requestId }) => {
    const user = await actingMember(ctx);
    const email = user.email;
    if (isProven(user) || !email)
      throw fail({ code: "conflict", message: "Your address is confirmed already." });
    const taken = await takeMailTo(ctx, limits);
    if (taken.waitMs > 0) return taken;
    await askForProof(ctx, user, { email, token, language });
    await note(ctx, user, { action: "ask for address", summary: happened.askedProof, requestId });
    return taken;
  },
});

/**
 * Asks for another address, after the password was right: it counts when the link that is mailed there is opened. The one
 * before is told. Of several only the last is asked for.
 */
export const askForOther = guardedMutation("portal.self")({
  args: {
    email: v.string(),
    /** The hash of the password, as it was when that was judged. */
    provenHash: v.string(),
    ...{ keys: guessKeys, token: linkToken, limits: mailLimits, language, requestId: v.string() },
  },
  returns: v.union(counted, v.object({ refused: oneOf(["own", "taken"]) })),
  handler: async (ctx, { email, provenHash, keys, token, limits, language, requestId }) => {
    const user = await actingMember(ctx);
    requireProven(user);
    if ((await credentialOf(ctx, user._id))?.passwordHash !== provenHash) {
      throw fail({ code: "conflict", message: "Your password was changed somewhere else just now." });
    }
    await forgive(ctx, keys);
    // Answered, not thrown: the password was right, and that is to stay noted.
    if (emailKey(email) === user.emailKey) return { refused: "own" as const };
    // Where nobody is to hear that, the link does not make it theirs either: it is asked again when that is opened.
    const { tellsTaken } = (await readSettings(ctx)).settings.organization;
    if (tellsTaken && (await otherWithEmail(ctx, user, email))) return { refused: "taken" as const };
    const taken = await takeMailTo(ctx, limits);
    if (taken.waitMs > 0) return taken;
    await askForProof(ctx, user, { email, token, language });
    if (user.email)
      await queueMail(ctx, { kind: "address_change_asked", language, user: user._id, to: user.email });
    await note(ctx, user, { action: "ask for address", summary: happened.askedAddress, requestId });
    return taken;
  },
});

/** Forgets the other address that was asked for. Harmless when there is none. */
export const dropOther = guardedMutation("portal.self")({
  args: { requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { requestId }) => {
    const user = await actingMember(ctx);
    if (!(await dropWantedAddress(ctx, user))) return null;
    await note(ctx, user, { action: "ask for address", summary: happened.droppedAddress, requestId });
    return null;
  },
});

/**
 * The link was opened by its user, who is signed in: so whoever reads the mailbox and whoever knows the password are one.
 * Neither alone is let in: a stranger could have registered with the address. Fails with `invalid` on `token`.
 */
export const confirm = guardedMutation("portal.self")({
  args: { tokenHash: v.string(), language, requestId: v.string() },
  returns: v.object({ changed: v.boolean() }),
  handler: async (ctx, { tokenHash, language, requestId }) => {
    const user = await actingMember(ctx);
    const found = await proofOf(ctx, tokenHash);
    if (!found) {
      throw fail({
        code: "invalid",
        field: "token",
        message: "This link is no good any more. Ask for a new one.",
      });
    }
    if (found.user._id !== user._id) {
      const message = "This link is for another account. Sign in to that one, and open it again.";
      throw fail({ code: "invalid", field: "account", message });
    }
    const changed = found.proof.emailKey !== user.emailKey;
    if (changed) await changeAddress(ctx, user, found.proof.email, { language, requestId });
    await noteProven(ctx, user._id);
    if (!changed)
      await note(ctx, user, { action: "confirm address", summary: happened.provedAddress, requestId });
    return { changed };
  },
});

async function changeAddress(
  ctx: MemberCtx,
  user: User,
  email: string,
  { language, requestId }: { language: (typeof languages)[number]; requestId: string },
): Promise<void> {
  if (await otherWithEmail(ctx, user, email)) {
    throw fail({ code: "conflict", field: "email", message: "Another account has this address." });
  }
  const touched = newTouched();
  await patchUser(ctx, touched, user, { email, ...toTell(user, ["email"]) });
  await enqueueResync(ctx, touched, user, { requestedBy: "Member", lane: "live" });
  await refreshLinks(ctx, touched);
  await endResets(ctx, user._id);
  if (user.email) await queueMail(ctx, { kind: "address_changed", language, user: user._id, to: user.email });
  const changes = [{ field: "email", before: user.email ?? null, after: email }];
  await recordEvent(ctx, {
    ...{ actor: ctx.actor, action: "change address", summary: happened.changedAddress },
    ...{ changes, user: user._id, requestId },
  });
}

type Note = { action: "ask for address" | "confirm address"; summary: string; requestId: string };
const note = (ctx: MemberCtx, user: User, { action, summary, requestId }: Note) =>
  recordEvent(ctx, { actor: ctx.actor, action, summary, user: user._id, requestId });
