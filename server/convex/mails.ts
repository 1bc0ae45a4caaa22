import { v } from "convex/values";
import { nextWaitMs } from "../../shared/jobs";
import { languages } from "../../shared/language";
import { mailKinds } from "../../shared/mails";
import { guardedMutation } from "./functions";
import { endMail, takeMail } from "./model/mails";
import { oneOf } from "./model/selectionArgs";

/** The outbox of mail to members: a server takes what is due, sends it, and says how that ended. */

const work = v.object({
  mailId: v.id("mails"),
  attempt: v.number(),
  kind: oneOf(mailKinds),
  language: oneOf(languages),
  createdAt: v.number(),
  to: v.string(),
  firstName: v.union(v.string(), v.null()),
  /** A day that the mail names, in ms since epoch. */
  until: v.union(v.number(), v.null()),
  link: v.union(v.object({ tokenHash: v.string(), sealedToken: v.string() }), v.null()),
});

/**
 * Takes mails that are due, longest first, each under a lease; one whose lease ran out is due again. `more`: there may be
 * others, of use or not.
 */
export const claim = guardedMutation("system.work")({
  args: { limit: v.number() },
  returns: v.object({ mails: v.array(work), more: v.boolean() }),
  handler: async (ctx, { limit }) => {
    const due = await ctx.db
      .query("mails")
      .withIndex("by_wakeAt", (q) => q.lte("wakeAt", Date.now()))
      .take(limit);
    const mails = [];
    for (const mail of due) {
      const taken = await takeMail(ctx, mail);
      if (taken) mails.push(taken);
    }
    return { mails, more: due.length === limit };
  },
});

/** How a try ended: the mail server has it, or it is tried again later, or it is given up. `null`: it is not theirs any more. */
export const settle = guardedMutation("system.work")({
  args: {
    mailId: v.id("mails"),
    attempt: v.number(),
    outcome: v.union(
      v.object({ ok: v.literal(true) }),
      v.object({ ok: v.literal(false), errorCode: v.string(), permanent: v.boolean() }),
    ),
  },
  returns: v.union(v.literal("sent"), v.literal("later"), v.literal("given_up"), v.null()),
  handler: async (ctx, { mailId, attempt, outcome }) => {
    const mail = await ctx.db.get("mails", mailId);
    // Somebody else has taken it meanwhile: it is theirs to settle.
    if (mail?.attempt !== attempt) return null;
    const wait = outcome.ok || outcome.permanent ? null : nextWaitMs(attempt, Math.random());
    if (!outcome.ok && wait !== null) {
      await ctx.db.patch("mails", mailId, { wakeAt: Date.now() + wait });
      return "later";
    }
    await endMail(ctx, mail, outcome.ok ? null : outcome.errorCode);
    return outcome.ok ? "sent" : "given_up";
  },
});
