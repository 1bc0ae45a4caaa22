import { v, type Infer } from "convex/values";
import { happened } from "../../../shared/fixed-sentences";
import type { Language } from "../../../shared/language";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { fail } from "../functions";
import { recordEvent } from "./audit";
import type { Contact } from "./contacts";
import { enqueueJob } from "./enqueueJob";
import { waitingContact } from "./invitations";
import { refreshLinks } from "./links";
import { memberActorOf } from "./members";
import { newTouched } from "./touched";
import { insertUser, requireUser, type User } from "./users";

/** Who somebody says they are, as the form was read: an empty text is unknown. */
export const registered = v.object({
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
type Registered = Infer<typeof registered>;

type NewAccount = {
  profile: Registered;
  /** The normalised address, which nobody else has. */
  emailKey: string;
  /** SHA-256 of the token of the invitation they came by. */
  inviteHash?: string | undefined;
  language?: Language | undefined;
  requestId: string;
};

/**
 * What each registration leaves behind: user, job, link and audit event. The job is the outbox: once this has committed,
 * the backend will hear of the person, whatever happens. Fails with `invalid` on `invite`.
 */
export async function makeAccount(
  ctx: MutationCtx,
  { profile, emailKey, inviteHash, language, requestId }: NewAccount,
): Promise<{ user: User; jobId: Id<"syncJobs"> }> {
  const waiting = inviteHash === undefined ? null : await acceptInvitation(ctx, inviteHash);
  const touched = newTouched();
  const now = Date.now();
  const user = await insertUser(ctx, touched, {
    ...withoutEmpty(profile),
    ...(waiting ? { crmContactId: waiting.contact.crmId } : {}),
    ...addressOf(profile, waiting?.invitation.emailKey === emailKey),
    ...{ createdAt: now, profileUpdatedAt: now, language },
  });
  const jobId = await enqueueJob(ctx, touched, {
    ...{ user, kind: "register", lane: "live", requestedBy: "Portal" },
  });
  await refreshLinks(ctx, touched);
  await recordRegistration(ctx, user, requestId, waiting?.contact ?? null);
  return { user: await requireUser(ctx, user), jobId };
}

/** Who comes by a link that was mailed to the address has shown whose it is; everybody else is asked. */
const addressOf = ({ firstName, lastName, email }: Registered, invited: boolean) =>
  invited ? { emailVerifiedAt: Date.now() } : { registeredAs: { firstName, lastName, email } };

/** An invitation and the contact it was for; the invitation is used up. */
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
