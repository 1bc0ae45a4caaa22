import { v } from "convex/values";
import { emailKey } from "../../shared/normalize";
import type { MutationCtx, QueryCtx } from "./_generated/server";
import { fail, guardedMutation, guardedQuery } from "./functions";
import { recordEvent } from "./model/audit";
import { actorOf, meOf, meValidator, requireOperator } from "./model/operators";
import { newSession, openOperatorSession, sessionByHash } from "./model/operatorSessions";

/** The one-time link of the first start, by which the first admin lets themselves in. */

/** Makes the one-time link the only one, while there is no operator. Answers whether it is of use. */
export const ensureSetUpLink = guardedMutation("system.work")({
  args: { tokenHash: v.string(), expiresAt: v.number() },
  returns: v.boolean(),
  handler: async (ctx, link) => {
    if (await anyOperator(ctx)) return false;
    await deleteSetUpLinks(ctx);
    await ctx.db.insert("operatorSessions", { kind: "set_up", ...link });
    return true;
  },
});

/** Whether a one-time link can be used, and if not, what to do instead. */
export const setUpStatus = guardedQuery("system.work")({
  args: { tokenHash: v.string() },
  returns: v.object({ usable: v.boolean(), why: v.union(v.string(), v.null()) }),
  handler: async (ctx, { tokenHash }) => {
    const why = await whyNotUsable(ctx, tokenHash);
    return { usable: why === null, why };
  },
});

/** Uses up the one-time link: the first admin and their session, or nothing. */
export const setUp = guardedMutation("system.work")({
  args: {
    tokenHash: v.string(),
    name: v.string(),
    email: v.string(),
    passwordHash: v.string(),
    session: newSession,
    requestId: v.string(),
  },
  returns: v.object({ me: meValidator, expiresAt: v.number() }),
  handler: async (ctx, { tokenHash, name, email, passwordHash, session, requestId }) => {
    const why = await whyNotUsable(ctx, tokenHash);
    if (why) throw fail({ code: "forbidden", message: why });
    await deleteSetUpLinks(ctx);
    const key = emailKey(email);
    if (!key) throw fail({ code: "invalid", field: "email", message: "Enter your e-mail address." });
    const fields = { name, email: email.trim(), emailKey: key, role: "admin" as const, passwordHash };
    const operator = await requireOperator(ctx, await ctx.db.insert("operators", fields));
    const expiresAt = await openOperatorSession(ctx, operator._id, session);
    await recordEvent(ctx, {
      ...{ actor: actorOf(operator), action: "set up", requestId },
      summary: "Became the first admin with the one-time link.",
    });
    return { me: await meOf(ctx, operator), expiresAt };
  },
});

async function whyNotUsable(ctx: QueryCtx, tokenHash: string): Promise<string | null> {
  if (await anyOperator(ctx)) return "This link has been used. Sign in instead.";
  const link = await sessionByHash(ctx, tokenHash);
  if (link?.kind !== "set_up") return "This link is not valid. A newer start of Tandem prints a new one.";
  return link.expiresAt > Date.now() ? null : "This link has expired. Start Tandem again for a new one.";
}

async function anyOperator(ctx: QueryCtx): Promise<boolean> {
  return (await ctx.db.query("operators").first()) !== null;
}

/** There is at most one at a time; a few more than that are cleared away all the same. */
async function deleteSetUpLinks(ctx: MutationCtx): Promise<void> {
  const links = ctx.db.query("operatorSessions").withIndex("by_kind", (q) => q.eq("kind", "set_up"));
  for (const link of await links.take(10)) await ctx.db.delete("operatorSessions", link._id);
}
