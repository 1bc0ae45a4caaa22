import { happened } from "../../../shared/fixed-sentences";
import type { Language } from "../../../shared/language";
import { MAIL_LEASE_MS, RESET_LINK_MS } from "../../../shared/mails";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { systemActor } from "../functions";
import { recordEvent } from "./audit";
import { openReset, userByMailbox } from "./passwordResets";
import { isDeleted } from "./shutOut";
import type { User } from "./users";

export type Mail = Doc<"mails">;
type NewMail = Pick<Mail, "kind" | "language"> & Partial<Pick<Mail, "user" | "link">>;

/** Queues a mail, in the transaction of what it tells. Whoever runs the mutation wakes the mailer afterwards. */
export async function queueMail(ctx: MutationCtx, mail: NewMail): Promise<void> {
  const now = Date.now();
  await ctx.db.insert("mails", { ...mail, attempt: 0, wakeAt: now, createdAt: now });
}

/** Tells a member that their password is another one by now: if that was not they, they hear of it. */
export const queueChangeNotice = (ctx: MutationCtx, user: Id<"users">, language: Language) =>
  queueMail(ctx, { kind: "password_changed", language, user });

/**
 * Takes a due mail for one try. `null`: it is of no use, and gone. That is so for a link that nobody is to get: its
 * address is unknown, suspended or several people's, or its time is over.
 */
export async function takeMail(ctx: MutationCtx, mail: Mail) {
  const addressee = await addresseeOf(ctx, mail);
  if (!addressee) {
    await ctx.db.delete("mails", mail._id);
    return null;
  }
  const { user, to } = addressee;
  const now = Date.now();
  if (mail.link && !mail.user) await nameUser(ctx, user, mail.link, mail.createdAt);
  const attempt = mail.attempt + 1;
  await ctx.db.patch("mails", mail._id, { attempt, user: user._id, wakeAt: now + MAIL_LEASE_MS });
  return {
    ...{ mailId: mail._id, attempt, kind: mail.kind, language: mail.language, createdAt: mail.createdAt, to },
    firstName: user.firstName ?? null,
    link: mail.link ? { tokenHash: mail.link.tokenHash, sealedToken: mail.link.sealedToken } : null,
  };
}

async function addresseeOf(ctx: MutationCtx, mail: Mail): Promise<{ user: User; to: string } | null> {
  if (mail.link) {
    const { emailKey } = mail.link;
    if (mail.createdAt + RESET_LINK_MS <= Date.now()) return null;
    const user = await userByMailbox(ctx, emailKey);
    if (!user || (mail.user && mail.user !== user._id)) return null;
    return { user, to: user.emailKey === emailKey && user.email ? user.email : emailKey };
  }
  const user = mail.user && (await ctx.db.get("users", mail.user));
  return user && !isDeleted(user) && user.email ? { user, to: user.email } : null;
}

/** From now on the link is good, and its user's history tells that somebody asked for it. */
async function nameUser(ctx: MutationCtx, user: User, link: NonNullable<Mail["link"]>, askedAt: number) {
  await openReset(ctx, user._id, link, askedAt);
  const summary = happened.askedReset;
  await recordEvent(ctx, { actor: systemActor, action: "ask for password", summary, user: user._id });
}

/** Ends a mail: it was handed over, or is given up. `errorCode`: what the mail server said, without its words. */
export async function endMail(ctx: MutationCtx, mail: Mail, errorCode: string | null): Promise<void> {
  await ctx.db.delete("mails", mail._id);
  const sent = mail.kind === "reset_password" ? happened.resetMailed : happened.changeMailed;
  const lost = mail.kind === "reset_password" ? happened.resetNotMailed : happened.changeNotMailed;
  await recordEvent(ctx, {
    ...{ actor: systemActor, action: "send mail", user: mail.user },
    ...(errorCode === null
      ? { summary: sent, outcome: "done" }
      : { summary: lost, outcome: "failed", reason: errorCode }),
  });
}
