import { happened } from "../../../shared/fixed-sentences";
import { MAIL_LEASE_MS, RESET_LINK_MS, type MailKind } from "../../../shared/mails";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { systemActor } from "../functions";
import { recordEvent } from "./audit";
import { proofOf } from "./emailProofs";
import type { Mail } from "./mailQueue";
import { openReset, userByMailbox } from "./passwordResets";
import { readSettings } from "./settings";
import { isDeleted } from "./shutOut";
import type { User } from "./users";

const DAY_MS = 24 * 3_600_000;

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
  if (mail.kind === "reset_password" && mail.link && !mail.user)
    await nameUser(ctx, user, mail.link, mail.createdAt);
  const attempt = mail.attempt + 1;
  await ctx.db.patch("mails", mail._id, { attempt, user: user._id, wakeAt: now + MAIL_LEASE_MS });
  return {
    ...{ mailId: mail._id, attempt, kind: mail.kind, language: mail.language, createdAt: mail.createdAt, to },
    firstName: user.firstName ?? null,
    until: mail.kind === "account_deleted" ? await restorableUntil(ctx, user) : null,
    link: mail.link ? { tokenHash: mail.link.tokenHash, sealedToken: mail.link.sealedToken } : null,
  };
}

/** How long somebody soft-deleted can be restored, in ms since epoch. */
export async function restorableUntil(ctx: QueryCtx, { deletionNotedAt }: User): Promise<number> {
  const { retention } = (await readSettings(ctx)).settings;
  return (deletionNotedAt ?? Date.now()) + retention.deletedDays * DAY_MS;
}

type Addressee = { user: User; to: string };

/** Whom a mail goes to by now; `null` where it is of no use any more. */
async function addresseeOf(ctx: MutationCtx, mail: Mail): Promise<Addressee | null> {
  if (mail.kind === "reset_password") return ownerOfMailbox(ctx, mail);
  if (mail.link) return asked(ctx, mail.link.tokenHash);
  const user = mail.user && (await ctx.db.get("users", mail.user));
  const to = mail.to ?? user?.email;
  if (!user || !to || (isDeleted(user) && mail.kind !== "account_deleted")) return null;
  return { user, to };
}

async function ownerOfMailbox(
  ctx: MutationCtx,
  { link, createdAt, user: named }: Mail,
): Promise<Addressee | null> {
  if (!link || createdAt + RESET_LINK_MS <= Date.now()) return null;
  const user = await userByMailbox(ctx, link.emailKey);
  if (!user || (named && named !== user._id)) return null;
  return { user, to: user.emailKey === link.emailKey && user.email ? user.email : link.emailKey };
}

/** The mailbox that is asked whose it is, as long as the link is good. */
async function asked(ctx: MutationCtx, tokenHash: string): Promise<Addressee | null> {
  const found = await proofOf(ctx, tokenHash);
  return found && { user: found.user, to: found.proof.email };
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
  const { sent, lost } = said[mail.kind];
  await recordEvent(ctx, {
    ...{ actor: systemActor, action: "send mail", user: mail.user },
    ...(errorCode === null
      ? { summary: sent, outcome: "done" }
      : { summary: lost, outcome: "failed", reason: errorCode }),
  });
}

/** What the history tells of a mail that was handed over, and of one that could not be sent. */
const said: Record<MailKind, { sent: string; lost: string }> = {
  reset_password: { sent: happened.resetMailed, lost: happened.resetNotMailed },
  password_changed: { sent: happened.changeMailed, lost: happened.changeNotMailed },
  prove_address: { sent: happened.proofMailed, lost: happened.proofNotMailed },
  prove_new_address: { sent: happened.proofMailed, lost: happened.proofNotMailed },
  address_change_asked: { sent: happened.addressNoticeMailed, lost: happened.addressNoticeNotMailed },
  address_changed: { sent: happened.addressNoticeMailed, lost: happened.addressNoticeNotMailed },
  account_deleted: { sent: happened.deletionMailed, lost: happened.deletionNotMailed },
};
