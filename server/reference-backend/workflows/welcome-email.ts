import { randomUUID } from "node:crypto";
import type { ResendWelcomeInput, UserRegistrationInput } from "../../../shared/backend-api";
import { ApiError, frontendUserNotFound } from "../api-error";
import { mailLanguage } from "../mail/language";
import { enqueueMail } from "../mail/outbox";
import { findContact } from "../store/contacts";
import { type FrontendUser, findFrontendUser } from "../store/frontend-users";
import type { BehaviorContext } from "./workflow";

/** Queues the welcome mail, once in a user's life. */
export function sendWelcomeEmail(context: BehaviorContext<UserRegistrationInput>): Record<string, unknown> {
  const { changes, input, results, log } = context;
  const user = findFrontendUser(changes.db, String(results.frontendUserId));
  if (!user) throw new Error("send-welcome-email needs the user of create-frontend-user");
  if (user.welcomedAt !== null) log("info", "already welcomed");
  else if (user.status !== "active") log("info", `not sent: user is ${user.status}`);
  else {
    const intent = `welcome/${user.id}`;
    log("info", `queued ${queueWelcome(context, user, intent, input.metadata.language)}`);
  }
  return {};
}

/** Queues the welcome mail although it was sent before: somebody asked for it. It goes to the stored address. */
export function resendWelcomeEmail(context: BehaviorContext<ResendWelcomeInput>): Record<string, unknown> {
  const { changes, input, log } = context;
  const user = findFrontendUser(changes.db, input.frontendUserId);
  if (!user || user.status === "deleted") throw frontendUserNotFound();
  if (user.status === "suspended") throw new ApiError(200, "USER_SUSPENDED", "The user is suspended");
  // Each request is an intent of its own: the Idempotency-Key has sorted out those that came twice.
  const intent = `welcome-again/${randomUUID()}`;
  log("info", `queued ${queueWelcome(context, user, intent, input.language)}`);
  return { frontendUserId: user.id, contactId: user.crmContactId ?? undefined };
}

function queueWelcome(
  { changes, organizationName }: Pick<BehaviorContext<unknown>, "changes" | "organizationName">,
  user: FrontendUser,
  intent: string,
  language: string | undefined,
): string {
  const contact = user.crmContactId === null ? undefined : findContact(changes.db, user.crmContactId);
  changes.saveFrontendUser({ ...user, welcomedAt: changes.now });
  return enqueueMail(changes, {
    template: "welcome_email",
    recipient: user.email,
    firstName: contact?.customProperties.firstName,
    organization: organizationName,
    language: mailLanguage(language, contact?.customProperties.language),
    intent,
  });
}
