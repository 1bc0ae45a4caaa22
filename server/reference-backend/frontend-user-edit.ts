import { z } from "zod";
import { FRONTEND_USER_STATUSES, type FrontendUserStatus } from "../../shared/backend-api";
import { frontendUserNotFound } from "./api-error";
import type { Backend } from "./backend";
import type { Changes } from "./changes";
import { applyEdit, isEmail } from "./contact-edit";
import { findContact } from "./store/contacts";
import { type FrontendUser, findFrontendUser } from "./store/frontend-users";

/** An edit of a frontend user. The reason goes into the event that tells of it. */
export const frontendUserEditSchema = z.object({
  status: z.enum(FRONTEND_USER_STATUSES).optional(),
  email: z.string().trim().refine(isEmail, "is not an e-mail address").optional(),
  reason: z.string().max(200).optional(),
});
export type FrontendUserEdit = z.output<typeof frontendUserEditSchema>;

const EVENT_OF_STATUS: Record<FrontendUserStatus, string> = {
  active: "user.reactivated",
  suspended: "user.suspended",
  deleted: "user.deleted",
};

/** Changes a frontend user, and the e-mail of its contact with it, and tells the endpoints. Throws the 404 when there is none of this ID. */
export function editFrontendUser(
  changes: Changes,
  id: string,
  { reason, ...fields }: FrontendUserEdit,
): FrontendUser {
  const before = existingFrontendUser(changes, id);
  const after = { ...before, ...fields };
  const type = after.status === before.status ? "user.updated" : EVENT_OF_STATUS[after.status];
  changes.saveFrontendUser(after, type, { email: after.email, ...(reason ? { reason } : {}) });
  if (after.email !== before.email) changeContact(changes, after);
  return existingFrontendUser(changes, id);
}

/** A contact that is somebody else's stays as it is. */
function changeContact(changes: Changes, { id, crmContactId, email }: FrontendUser): void {
  const contact = crmContactId === null ? undefined : findContact(changes.db, crmContactId);
  if (contact?.customProperties.frontendUserId !== id) return;
  changes.saveContact(applyEdit(contact, { email }));
}

export function existingFrontendUser({ db }: Pick<Backend, "db">, id: string): FrontendUser {
  const user = findFrontendUser(db, id);
  if (!user) throw frontendUserNotFound();
  return user;
}
