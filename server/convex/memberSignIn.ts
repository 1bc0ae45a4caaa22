import { happened } from "../../shared/fixed-sentences";
import { v } from "convex/values";
import { emailKey } from "../../shared/normalize";
import { fail, guardedMutation } from "./functions";
import { recordEvent } from "./model/audit";
import { credentialOf, livingCredential } from "./model/credentials";
import { beginGuess, forgive, guessKeys } from "./model/guesses";
import { hurryMember } from "./model/hurryMember";
import { refreshLinks } from "./model/links";
import { memberActorOf } from "./model/members";
import { newMemberSession, openMemberSession } from "./model/sessions";
import { isDeleted, isSuspended } from "./model/shutOut";
import { newTouched } from "./model/touched";
import { requireUser } from "./model/users";

/**
 * How members sign in. A try is counted as wrong when it begins and forgiven when it was right; the password is judged in
 * between, by the server: argon2 is too slow in here.
 */

const credential = v.object({ convexId: v.id("users"), passwordHash: v.string() });
const begun = v.object({ waitMs: v.number(), credential: v.union(credential, v.null()) });

/** Begins a try with this e-mail; the same is done for one that nobody has. */
export const begin = guardedMutation("system.work")({
  args: { email: v.string(), keys: guessKeys },
  returns: begun,
  handler: async (ctx, { email, keys }) => {
    const waitMs = await beginGuess(ctx, keys);
    const key = emailKey(email);
    const found = waitMs === 0 && key ? await livingCredential(ctx, key) : null;
    const { user, credential } = found ?? {};
    return {
      waitMs,
      credential: user && credential ? { convexId: user._id, passwordHash: credential.passwordHash } : null,
    };
  },
});

/**
 * Opens a session after the password was right, and has what waits for the backend tried again now. Fails with
 * `forbidden` when the user is suspended or deleted, and with `unauthenticated` when the password is another one by now.
 */
export const openSession = guardedMutation("system.work")({
  args: { proven: credential, keys: guessKeys, session: newMemberSession, requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { proven: { convexId, passwordHash }, keys, session, requestId }) => {
    const user = await requireUser(ctx, convexId);
    if (isDeleted(user)) throw fail({ code: "forbidden", message: "This account has been deleted." });
    if (isSuspended(user)) throw fail({ code: "forbidden", message: "This account is suspended." });
    if ((await credentialOf(ctx, convexId))?.passwordHash !== passwordHash) {
      throw fail({ code: "unauthenticated", message: "E-mail address or password is wrong." });
    }
    await forgive(ctx, keys);
    await openMemberSession(ctx, user._id, session);
    const touched = newTouched();
    await hurryMember(ctx, touched, user._id);
    await refreshLinks(ctx, touched);
    const actor = memberActorOf(user._id);
    const summary = happened.signedIn;
    await recordEvent(ctx, { actor, action: "sign in", summary, user: user._id, requestId });
    return null;
  },
});
