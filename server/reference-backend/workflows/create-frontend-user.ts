import type { UserRegistrationInput } from "../../../shared/backend-api";
import { upsertAccount } from "../account";
import { findContact } from "../store/contacts";
import type { BehaviorContext } from "./workflow";

/** Upserts the frontend user of the registering person and links it to the contact of the behavior before. */
export function createFrontendUser(context: BehaviorContext<UserRegistrationInput>): Record<string, unknown> {
  const { changes, input, results, log } = context;
  const contact = findContact(changes.db, String(results.contactId));
  if (!contact) throw new Error("create-frontend-user needs the contact of create-contact");
  const { convexUserId, authProvider } = input.metadata;
  const details = { convexUserId, authProvider, source: input.source, email: input.customerData.email };
  const user = upsertAccount(changes, contact, details, () =>
    log("warn", `contact ${contact.id} belongs to another user`),
  );
  log("info", `frontend user ${user.id}`);
  return { frontendUserId: user.id };
}
