import { happened } from "../../shared/fixed-sentences";
import { languages } from "../../shared/language";
import { refusals } from "../../shared/refusals";
import { v, type Infer } from "convex/values";
import { emailKey } from "../../shared/normalize";
import type { MutationCtx } from "./_generated/server";
import { fail, guardedMutation } from "./functions";
import { recordEvent } from "./model/audit";
import { livingCredential } from "./model/credentials";
import { askForProof, linkToken } from "./model/emailProofs";
import { waitingContact } from "./model/invitations";
import { queueMail } from "./model/mailQueue";
import { makeAccount, registered } from "./model/makeAccount";
import { memberActorOf } from "./model/members";
import { mailLimits, takeMailTo, takeOne } from "./model/portalLimits";
import { isProven } from "./model/provenAddress";
import { oneOf } from "./model/selectionArgs";
import { isSuspended } from "./model/shutOut";
import { newMemberSession, openMemberSession } from "./model/sessions";
import { readSettings } from "./model/settings";
import { activeUserByEmail, userRef, type User } from "./model/users";

/** The mail that asks whether the mailbox is theirs, and how many of that kind its address gets. */
const confirmation = v.object({
  token: linkToken,
  language: oneOf(languages),
  address: v.object({ key: v.string(), most: v.number() }),
});

/**
 * One transaction for everything a registration leaves behind: the account, credential, session and the mail that asks
 * for the address. The same form sent again signs in to the account that it has made. Fails with `conflict` on `email`
 * when somebody who is not deleted has that address, which is why it is refused where nobody is to hear that.
 */
export const register = guardedMutation("system.work")({
  args: {
    profile: registered,
    passwordHash: v.string(),
    session: newMemberSession,
    /** SHA-256 of the token of the invitation they came by. */
    inviteHash: v.optional(v.string()),
    /** SHA-256 of the key that the form was given for what is typed in it now. */
    formHash: v.optional(v.string()),
    confirmation: v.optional(confirmation),
    requestId: v.string(),
  },
  returns: v.object({ userId: v.string(), convexId: v.id("users"), jobId: v.id("syncJobs") }),
  handler: async (ctx, args) => {
    const again = args.formHash ? await madeByForm(ctx, args.profile.email, args.formHash) : null;
    if (again) return enterAgain(ctx, again, args);
    await requireTelling(ctx, true);
    const key = await freeEmailKey(ctx, args.profile.email);
    const { profile, inviteHash, passwordHash, formHash, requestId } = args;
    const language = args.confirmation?.language;
    const made = await makeAccount(ctx, { profile, emailKey: key, inviteHash, language, requestId });
    const { user, jobId } = made;
    await ctx.db.insert("credentials", { user: user._id, emailKey: key, passwordHash, formHash });
    await openMemberSession(ctx, user._id, args.session);
    if (args.confirmation) await askWhoseItIs(ctx, user, args.confirmation);
    return { userId: userRef(user), convexId: user._id, jobId };
  },
});

/** Too many mails to one address are not sent: the person asks for another one when they are there. */
async function askWhoseItIs(ctx: MutationCtx, user: User, asked: Infer<typeof confirmation>): Promise<void> {
  if (isProven(user) || !user.email) return;
  const { token, language, address } = asked;
  if ((await takeOne(ctx, { name: "askedForAddress", ...address })) > 0) return;
  await askForProof(ctx, user, { email: user.email, token, language });
}

/** How long the same form sent again is the same registration, in ms. */
const SAME_FORM_MS = 3_600_000;

/** The account that this very form has made a moment ago, when its answer got lost. */
async function madeByForm(ctx: MutationCtx, email: string, formHash: string): Promise<User | null> {
  const found = await livingCredential(ctx, emailKey(email) ?? "");
  if (!found || found.credential.formHash !== formHash || isSuspended(found.user)) return null;
  return found.credential._creationTime + SAME_FORM_MS > Date.now() ? found.user : null;
}

async function enterAgain(
  ctx: MutationCtx,
  user: User,
  { session, requestId }: { session: Infer<typeof newMemberSession>; requestId: string },
) {
  const job = await ctx.db
    .query("syncJobs")
    .withIndex("by_user", (q) => q.eq("user", user._id))
    .first();
  if (!job) throw fail({ code: "conflict", field: "email", message: refusals.emailTaken });
  await openMemberSession(ctx, user._id, session);
  const actor = memberActorOf(user._id);
  const summary = happened.registeredTwice;
  await recordEvent(ctx, { actor, action: "register", summary, user: user._id, requestId });
  return { userId: userRef(user), convexId: user._id, jobId: job._id };
}

/** The key of an e-mail address that nobody registers or has signed up with. */
async function freeEmailKey(ctx: MutationCtx, email: string): Promise<string> {
  const key = requireEmailKey(email);
  if (await isTaken(ctx, key)) throw fail({ code: "conflict", field: "email", message: refusals.emailTaken });
  return key;
}

function requireEmailKey(email: string): string {
  const key = emailKey(email);
  if (!key) throw fail({ code: "invalid", field: "email", message: "Enter your e-mail address." });
  return key;
}

const isTaken = async (ctx: MutationCtx, key: string): Promise<boolean> =>
  ((await activeUserByEmail(ctx, key)) ?? (await livingCredential(ctx, key))) !== null;

/** The form of before a change of the settings may still be open. */
async function requireTelling(ctx: MutationCtx, tells: boolean): Promise<void> {
  const { organization } = (await readSettings(ctx)).settings;
  if (organization.tellsTaken === tells) return;
  throw fail({ code: "forbidden", message: refusals.registersOtherwise });
}

/**
 * Whether the invitation is for this very address. Another one counts for nothing here: whether it was used up would tell
 * if the address was free.
 */
async function isInvited(ctx: MutationCtx, inviteHash: string | undefined, key: string): Promise<boolean> {
  const waiting = inviteHash === undefined ? null : await waitingContact(ctx, inviteHash);
  return waiting?.invitation.emailKey === key;
}

/**
 * Registers where nobody is told that an address is taken: whoever reads its mailbox gets a link by which they set the
 * password, of the account that is made now or of the one there was, to which nothing else happens. Answers the same
 * either way, and `waitMs` when too many mails were asked for; then nothing was made.
 */
export const registerByMail = guardedMutation("system.work")({
  args: {
    profile: registered,
    inviteHash: v.optional(v.string()),
    token: linkToken,
    limits: mailLimits,
    language: oneOf(languages),
    requestId: v.string(),
  },
  returns: v.object({ waitMs: v.number(), sentLately: v.boolean() }),
  handler: async (ctx, { profile, inviteHash, token, limits, language, requestId }) => {
    await requireTelling(ctx, false);
    const key = requireEmailKey(profile.email);
    const counted = await takeMailTo(ctx, limits);
    if (counted.waitMs > 0) return counted;
    if (!(await isTaken(ctx, key))) {
      const invited = await isInvited(ctx, inviteHash, key);
      const by = invited ? { inviteHash } : {};
      await makeAccount(ctx, { profile, emailKey: key, ...by, language, requestId });
    }
    await queueMail(ctx, { kind: "reset_password", language, link: { emailKey: key, ...token } });
    return counted;
  },
});
