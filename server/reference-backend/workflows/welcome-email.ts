import type { ResendWelcomeInput, UserRegistrationInput } from "../../../shared/backend-api";
import { ApiError, frontendUserNotFound } from "../api-error";
import type { Changes } from "../changes";
import { queueMail } from "../mail/outbox";
import { renderWelcome } from "../mail/welcome";
import { findContact } from "../store/contacts";
import { type FrontendUser, findFrontendUser } from "../store/frontend-users";
import type { BehaviorContext } from "./workflow";

/** Queues the welcome mail, once in a user's life. */
export function sendWelcomeEmail(context: BehaviorContext<UserRegistrationInput>): Record<string, unknown> {
  const { changes, results, log } = context;
  const user = findFrontendUser(changes.db, String(results.frontendUserId));
  if (!user) throw new Error("send-welcome-email needs the user of create-frontend-user");
  if (user.welcomedAt !== null) log("info", "already welcomed");
  else if (user.status !== "active") log("info", `not sent: user is ${user.status}`);
  else log("info", `queued ${queueWelcome(changes, user, context.organizationName)}`);
  return {};
}

/** Queues the welcome mail although it was sent before: somebody asked for it. It goes to the stored address. */
export function resendWelcomeEmail(context: BehaviorContext<ResendWelcomeInput>): Record<string, unknown> {
  const { changes, input, log } = context;
  const user = findFrontendUser(changes.db, input.frontendUserId);
  if (!user || user.status === "deleted") throw frontendUserNotFound();
  if (user.status === "suspended") throw new ApiError(200, "USER_SUSPENDED", "The user is suspended");
  log("info", `queued ${queueWelcome(changes, user, context.organizationName)}`);
  return { frontendUserId: user.id, contactId: user.crmContactId ?? undefined };
}

function queueWelcome(changes: Changes, user: FrontendUser, organizationName: string): string {
  const contact = user.crmContactId === null ? undefined : findContact(changes.db, user.crmContactId);
  const mail = renderWelcome(contact?.customProperties.firstName, organizationName);
  changes.saveFrontendUser({ ...user, welcomedAt: changes.now });
  return queueMail(changes.db, user.email, mail, changes.now);
}
