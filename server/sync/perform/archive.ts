import { CrmError } from "../../crm/port";
import { contactFields } from "../work";
import { contactIdOf, readContact, type Perform } from "./steps";

/** Archives the contact beside the user, unless it has become somebody else's meanwhile. */
export const archive: Perform = async ({ crm, isGone, isNamedByOther }, work, options) => {
  const contact = await readContact(crm, contactIdOf(work), options);
  const { userId } = work.user;
  const owner = contact.convexUserId;
  const isOthers = !!owner && owner !== userId && !(await isGone(owner));
  if (isOthers || (await isNamedByOther(userId, contact.id))) {
    throw new CrmError({ code: "conflict", message: "The CRM contact belongs to another account." });
  }
  await crm.archiveContact(contact.id, options);
  const after = await readContact(crm, contact.id, options);
  if (after.status !== "archived") {
    throw new CrmError({
      code: "invalid_response",
      message: "The backend accepted, but the contact is still active.",
    });
  }
  return { user: {}, contact: contactFields(after) };
};
