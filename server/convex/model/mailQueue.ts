import type { Language } from "../../../shared/language";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";

export type Mail = Doc<"mails">;
type NewMail = Pick<Mail, "kind" | "language"> & Partial<Pick<Mail, "user" | "link" | "to">>;

/** Queues a mail, in the transaction of what it tells. Whoever runs the mutation wakes the mailer afterwards. */
export async function queueMail(ctx: MutationCtx, mail: NewMail): Promise<void> {
  const now = Date.now();
  await ctx.db.insert("mails", { ...mail, attempt: 0, wakeAt: now, createdAt: now });
}

/** Tells a member that their password is another one by now: if that was not they, they hear of it. */
export const queueChangeNotice = (ctx: MutationCtx, user: Id<"users">, language: Language) =>
  queueMail(ctx, { kind: "password_changed", language, user });
