import { happened } from "../../shared/fixed-sentences";
import { v } from "convex/values";
import { emailKey } from "../../shared/normalize";
import type { Id } from "./_generated/dataModel";
import type { MutationCtx } from "./_generated/server";
import { fail, guardedMutation } from "./functions";
import { recordEvent } from "./model/audit";
import type { Contact } from "./model/contacts";
import { livingCredential } from "./model/credentials";
import { enqueueJob } from "./model/enqueueJob";
import { waitingContact } from "./model/invitations";
import { refreshLinks } from "./model/links";
import { memberActorOf } from "./model/members";
import { newMemberSession, openMemberSession } from "./model/sessions";
import { newTouched } from "./model/touched";
import { activeUserByEmail, insertUser, requireUser, userRef } from "./model/users";

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

/**
 * One transaction for everything a registration leaves behind: user, credential, session, job, link and audit
 * event. The job is the outbox: once this has committed, the backend will hear of the person, whatever happens.
 * Fails with `conflict` on `email` when somebody who is not deleted has that address.
 */
export const register = guardedMutation("system.work")({
  args: {
    profile,
    passwordHash: v.string(),
    session: newMemberSession,
    /** SHA-256 of the token of the invitation they came by. */
    inviteHash: v.optional(v.string()),
    requestId: v.string(),
  },
  returns: v.object({ userId: v.string(), convexId: v.id("users"), jobId: v.id("syncJobs") }),
  handler: async (ctx, args) => {
    const key = await freeEmailKey(ctx, args.profile.email);
    const waiting = args.inviteHash === undefined ? null : await acceptInvitation(ctx, args.inviteHash);
    const touched = newTouched();
    const now = Date.now();
    const user = await insertUser(ctx, touched, {
      ...withoutEmpty(args.profile),
      ...(waiting ? { crmContactId: waiting.crmId } : {}),
      createdAt: now,
      profileUpdatedAt: now,
    });
    await ctx.db.insert("credentials", { user, emailKey: key, passwordHash: args.passwordHash });
    await openMemberSession(ctx, user, args.session);
    const jobId = await enqueueJob(ctx, touched, {
      user,
      kind: "register",
      lane: "live",
      requestedBy: "Portal",
    });
    await refreshLinks(ctx, touched);
    await recordRegistration(ctx, user, args.requestId, waiting);
    return { userId: userRef(await requireUser(ctx, user)), convexId: user, jobId };
  },
});

/** The contact that an invitation was for; the invitation is used up. Fails with `invalid` on `invite`. */
async function acceptInvitation(ctx: MutationCtx, inviteHash: string): Promise<Contact> {
  const waiting = await waitingContact(ctx, inviteHash);
  if (!waiting) {
    throw fail({
      code: "invalid",
      field: "invite",
      message: "This invitation is no good any more. Register without it, or ask for a new one.",
    });
  }
  await ctx.db.patch("invitations", waiting.invitation._id, { usedAt: Date.now() });
  return waiting.contact;
}

/** The key of an e-mail address that nobody registers or has signed up with. */
async function freeEmailKey(ctx: MutationCtx, email: string): Promise<string> {
  const key = emailKey(email);
  if (!key) throw fail({ code: "invalid", field: "email", message: "Enter your e-mail address." });
  if ((await activeUserByEmail(ctx, key)) ?? (await livingCredential(ctx, key))) {
    throw fail({
      code: "conflict",
      field: "email",
      message:
        "There is already an account with this e-mail address. Sign in, set a password by e-mail if you have none, or use another address.",
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
