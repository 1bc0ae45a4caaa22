import { v } from "convex/values";
import { happened, sessionsEndedWords } from "../../shared/fixed-sentences";
import { languages } from "../../shared/language";
import { emailKey } from "../../shared/normalize";
import { fail, guardedMutation, guardedQuery } from "./functions";
import { recordEvent } from "./model/audit";
import { credentialOf, setPassword } from "./model/credentials";
import { beginGuess, forgive, guessKeys } from "./model/guesses";
import { dropWantedAddress } from "./model/emailProofs";
import { queueChangeNotice, queueMail } from "./model/mailQueue";
import { actingMember, memberActorOf } from "./model/members";
import { endResets, userOfReset } from "./model/passwordResets";
import { mailLimits, takeMailTo } from "./model/portalLimits";
import { noteProven } from "./model/provenAddress";
import { oneOf } from "./model/selectionArgs";
import { endMemberSessions } from "./model/sessions";

/** Another password for a member: by a link in a mail, or for who knows the one they have. */

const language = oneOf(languages);

/**
 * Asks for the mail with a link. The same is done for an address that nobody has: whose it is, is looked up when the mail
 * is taken up to be sent, and nobody waits for that.
 */
export const askForLink = guardedMutation("system.work")({
  args: {
    email: v.string(),
    language,
    tokenHash: v.string(),
    sealedToken: v.string(),
    limits: mailLimits,
  },
  returns: v.object({ waitMs: v.number(), sentLately: v.boolean() }),
  handler: async (ctx, { email, language, tokenHash, sealedToken, limits }) => {
    const counted = await takeMailTo(ctx, limits);
    if (counted.waitMs > 0) return counted;
    const link = { emailKey: emailKey(email) ?? "", tokenHash, sealedToken };
    await queueMail(ctx, { kind: "reset_password", language, link });
    return counted;
  },
});

/**
 * What others know of whoever a link is for, which their password must not be; `null` when it is no good any more. Asked
 * before a password is hashed, which is dear.
 */
export const lookUpLink = guardedQuery("system.work")({
  args: { tokenHash: v.string() },
  returns: v.union(v.object({ known: v.array(v.string()) }), v.null()),
  handler: async (ctx, { tokenHash }) => {
    const found = await userOfReset(ctx, tokenHash);
    if (!found) return null;
    const { firstName = "", lastName = "" } = found.user;
    return { known: [firstName, lastName, found.reset.emailKey] };
  },
});

/**
 * Sets the password of whoever has the link, and the first one of an imported account: the mailbox is theirs, and that is
 * what registering has not shown. Ends all their sessions and links, also to another address that somebody wanted. Fails with `invalid` on `token`.
 */
export const setByLink = guardedMutation("system.work")({
  args: { tokenHash: v.string(), passwordHash: v.string(), language, requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { tokenHash, passwordHash, language, requestId }) => {
    const found = await userOfReset(ctx, tokenHash);
    if (!found) {
      const message = "This link is no good any more. Ask for a new one.";
      throw fail({ code: "invalid", field: "token", message });
    }
    const user = found.user._id;
    const isFirst = await setPassword(ctx, user, { emailKey: found.reset.emailKey, passwordHash });
    const ended = await endMemberSessions(ctx, user);
    await endResets(ctx, user);
    await noteProven(ctx, user);
    await queueChangeNotice(ctx, user, language);
    const done = isFirst ? happened.firstPassword : happened.resetPassword;
    await recordEvent(ctx, {
      ...{ actor: memberActorOf(user), action: "set password", user, requestId },
      summary: done + sessionsEndedWords(ended),
    });
    return null;
  },
});

/** Begins a try of a member who is signed in to say their password. */
export const beginOwn = guardedMutation("system.work")({
  args: { convexId: v.id("users"), keys: guessKeys },
  returns: v.object({ waitMs: v.number(), passwordHash: v.union(v.string(), v.null()) }),
  handler: async (ctx, { convexId, keys }) => {
    const waitMs = await beginGuess(ctx, keys);
    const credential = waitMs > 0 ? null : await credentialOf(ctx, convexId);
    return { waitMs, passwordHash: credential?.passwordHash ?? null };
  },
});

/** Gives the member another password, after the old one was right, and ends their other sessions and every link. */
export const change = guardedMutation("portal.self")({
  args: {
    passwordHash: v.string(),
    /** The hash of the old one, as it was when that was judged. */
    provenHash: v.string(),
    keys: guessKeys,
    current: v.string(),
    language,
    requestId: v.string(),
  },
  returns: v.object({ ended: v.number() }),
  handler: async (ctx, { passwordHash, provenHash, keys, current, language, requestId }) => {
    const user = await actingMember(ctx);
    const { _id } = user;
    const credential = await credentialOf(ctx, _id);
    if (credential?.passwordHash !== provenHash) {
      throw fail({ code: "conflict", message: "Your password was changed somewhere else just now." });
    }
    await ctx.db.patch("credentials", credential._id, { passwordHash });
    await forgive(ctx, keys);
    const kept = ctx.db.normalizeId("memberSessions", current) ?? undefined;
    const ended = await endMemberSessions(ctx, _id, kept);
    await endResets(ctx, _id);
    await dropWantedAddress(ctx, user);
    await queueChangeNotice(ctx, _id, language);
    const summary = happened.changedPassword + sessionsEndedWords(ended);
    await recordEvent(ctx, { actor: ctx.actor, action: "change password", summary, user: _id, requestId });
    return { ended };
  },
});
