import { happened } from "../../shared/fixed-sentences";
import { languages } from "../../shared/language";
import { refusals } from "../../shared/refusals";
import { v, type Infer } from "convex/values";
import { emailKey } from "../../shared/normalize";
import type { Doc, Id } from "./_generated/dataModel";
import type { MutationCtx } from "./_generated/server";
import { fail, guardedMutation } from "./functions";
import { recordEvent } from "./model/audit";
import type { Contact } from "./model/contacts";
import { livingCredential } from "./model/credentials";
import { askForProof, linkToken } from "./model/emailProofs";
import { enqueueJob } from "./model/enqueueJob";
import { waitingContact } from "./model/invitations";
import { refreshLinks } from "./model/links";
import { memberActorOf } from "./model/members";
import { takeOne } from "./model/portalLimits";
import { isProven } from "./model/provenAddress";
import { oneOf } from "./model/selectionArgs";
import { isSuspended } from "./model/shutOut";
import { newMemberSession, openMemberSession } from "./model/sessions";
import { newTouched } from "./model/touched";
import { activeUserByEmail, insertUser, requireUser, userRef, type User } from "./model/users";

const profile = v.object({
  salutation: v.string(),
  title: v.string(),
  firstName: v.string(),
  lastName: v.string(),
  email: v.string(),
  phone: v.string(),
  organization: v.string(),
  profession: v.string(),
  position: v.string(),
});

/** The mail that asks whether the mailbox is theirs, and how many of that kind its address gets. */
const confirmation = v.object({
  token: linkToken,
  language: oneOf(languages),
  address: v.object({ key: v.string(), most: v.number() }),
});

/**
 * One transaction for everything a registration leaves behind: user, credential, session, job, link, audit event and
 * the mail that asks for the address. The job is the outbox: once this has committed, the backend will hear of the
 * person, whatever happens. The same form sent again signs in to the account that it has made.
 * Fails with `conflict` on `email` when somebody who is not deleted has that address.
 */
export const register = guardedMutation("system.work")({
  args: {
    profile,
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
    const key = await freeEmailKey(ctx, args.profile.email);
    const waiting = args.inviteHash === undefined ? null : await acceptInvitation(ctx, args.inviteHash);
    const touched = newTouched();
    const now = Date.now();
    const user = await insertUser(ctx, touched, {
      ...withoutEmpty(args.profile),
      ...(waiting ? { crmContactId: waiting.contact.crmId } : {}),
      ...addressOf(args.profile, waiting?.invitation.emailKey === key),
      createdAt: now,
      profileUpdatedAt: now,
      language: args.confirmation?.language,
    });
    const { passwordHash, formHash } = args;
    await ctx.db.insert("credentials", { user, emailKey: key, passwordHash, formHash });
    await openMemberSession(ctx, user, args.session);
    const jobId = await enqueueJob(ctx, touched, {
      user,
      kind: "register",
      lane: "live",
      requestedBy: "Portal",
    });
    await refreshLinks(ctx, touched);
    await recordRegistration(ctx, user, args.requestId, waiting?.contact ?? null);
    const made = await requireUser(ctx, user);
    if (args.confirmation) await askWhoseItIs(ctx, made, args.confirmation);
    return { userId: userRef(made), convexId: user, jobId };
  },
});

/** Who comes by a link that was mailed to the address has shown whose it is; everybody else is asked. */
const addressOf = ({ firstName, lastName, email }: Infer<typeof profile>, invited: boolean) =>
  invited ? { emailVerifiedAt: Date.now() } : { registeredAs: { firstName, lastName, email } };

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

/** An invitation and the contact it was for; the invitation is used up. Fails with `invalid` on `invite`. */
async function acceptInvitation(
  ctx: MutationCtx,
  inviteHash: string,
): Promise<{ contact: Contact; invitation: Doc<"invitations"> }> {
  const waiting = await waitingContact(ctx, inviteHash);
  if (!waiting) {
    throw fail({
      code: "invalid",
      field: "invite",
      message: "This invitation is no good any more. Register without it, or ask for a new one.",
    });
  }
  await ctx.db.patch("invitations", waiting.invitation._id, { usedAt: Date.now() });
  return waiting;
}

/** The key of an e-mail address that nobody registers or has signed up with. */
async function freeEmailKey(ctx: MutationCtx, email: string): Promise<string> {
  const key = emailKey(email);
  if (!key) throw fail({ code: "invalid", field: "email", message: "Enter your e-mail address." });
  if ((await activeUserByEmail(ctx, key)) ?? (await livingCredential(ctx, key))) {
    throw fail({
      code: "conflict",
      field: "email",
      message: refusals.emailTaken,
    });
  }
  return key;
}

/** Empty boxes of the form are unknown, and what is unknown is absent. */
function withoutEmpty<Form extends Record<string, string>>(form: Form): Partial<Form> {
  return Object.fromEntries(Object.entries(form).filter(([, value]) => value !== "")) as Partial<Form>;
}

async function recordRegistration(
  ctx: MutationCtx,
  user: Id<"users">,
  requestId: string,
  waiting: Contact | null,
): Promise<void> {
  await recordEvent(ctx, {
    actor: memberActorOf(user),
    action: "register",
    summary: waiting ? happened.registeredInvited : happened.registered,
    contactId: waiting?.crmId,
    user,
    requestId,
  });
}
