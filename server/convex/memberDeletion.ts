import { v } from "convex/values";
import { languages } from "../../shared/language";
import { fail, guardedMutation } from "./functions";
import { credentialOf } from "./model/credentials";
import { endProofs } from "./model/emailProofs";
import { forgive, guessKeys } from "./model/guesses";
import { refreshLinks } from "./model/links";
import { queueMail } from "./model/mailQueue";
import { restorableUntil } from "./model/mails";
import { actingMember } from "./model/members";
import { endResets } from "./model/passwordResets";
import { isProven } from "./model/provenAddress";
import { oneOf } from "./model/selectionArgs";
import { softDeleteUser } from "./model/softDelete";
import { newTouched } from "./model/touched";

/**
 * A member deletes their own account, after the password was right: as the desk would do it, so it can be brought back for
 * a while. A mailbox that may be somebody else's gets no receipt.
 */
export const deleteOwn = guardedMutation("portal.self")({
  args: {
    /** The hash of the password, as it was when that was judged. */
    provenHash: v.string(),
    ...{ keys: guessKeys, language: oneOf(languages), requestId: v.string() },
  },
  returns: v.object({ restorableUntil: v.number() }),
  handler: async (ctx, { provenHash, keys, language, requestId }) => {
    const user = await actingMember(ctx);
    if ((await credentialOf(ctx, user._id))?.passwordHash !== provenHash) {
      throw fail({ code: "conflict", message: "Your password was changed somewhere else just now." });
    }
    await forgive(ctx, keys);
    const touched = newTouched();
    await softDeleteUser(ctx, touched, user, {
      actor: ctx.actor,
      reason: "Asked for in the portal.",
      requestId,
    });
    await refreshLinks(ctx, touched);
    await endResets(ctx, user._id);
    await endProofs(ctx, user._id);
    const to = isProven(user) ? user.email : undefined;
    if (to) await queueMail(ctx, { kind: "account_deleted", language, user: user._id, to });
    return { restorableUntil: await restorableUntil(ctx, { ...user, deletionNotedAt: Date.now() }) };
  },
});
