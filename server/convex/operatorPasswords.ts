import { v } from "convex/values";
import { fail, guardedMutation } from "./functions";
import { recordEvent } from "./model/audit";
import { forgive, guessKeys } from "./model/guesses";
import { forgetReset } from "./model/operatorResets";
import { actingOperator } from "./model/operators";
import { endOperatorSessions } from "./model/operatorSessions";

/** Gives the operator another password, after the old one was right, and ends their other sessions. */
export const change = guardedMutation("account.self")({
  args: {
    passwordHash: v.string(),
    /** The hash of the old one, as it was when that was judged. */
    provenHash: v.string(),
    keys: guessKeys,
    current: v.string(),
    requestId: v.string(),
  },
  returns: v.object({ ended: v.number() }),
  handler: async (ctx, { passwordHash, provenHash, keys, current, requestId }) => {
    const { _id, passwordHash: before } = await actingOperator(ctx);
    if (before !== provenHash) {
      throw fail({ code: "conflict", message: "Your password was changed somewhere else just now." });
    }
    await ctx.db.patch("operators", _id, { passwordHash });
    await forgetReset(ctx, _id);
    await forgive(ctx, keys);
    const kept = ctx.db.normalizeId("operatorSessions", current) ?? undefined;
    const ended = await endOperatorSessions(ctx, _id, kept);
    await recordEvent(ctx, {
      ...{ actor: ctx.actor, action: "change password", requestId, target: { kind: "operator", id: _id } },
      summary: `Changed their password; ${ended} other session${ended === 1 ? "" : "s"} ended.`,
    });
    return { ended };
  },
});
