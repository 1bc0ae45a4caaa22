import { fieldName } from "../../../../shared/field-names";
import { comparedFields } from "../../../../shared/link-state";
import { fieldTitle } from "../../../lib/field-title";
import { catalogue } from "../../../lib/i18n/catalogue";

const names = catalogue({
  linkId: ["Link ID", "Verknüpfungs-ID"],
  linkState: ["Link state", "Zustand"],
  convexUserId: ["Convex user ID", "Convex-Nutzer-ID"],
  contactId: ["CRM contact ID", "CRM-Kontakt-ID"],
  frontendUserId: ["Frontend user ID", "Frontend-Nutzer-ID"],
  contactIdStored: ["CRM contact ID, stored by the account", "CRM-Kontakt-ID, vom Konto gespeichert"],
  convexUserIdStored: ["Convex user ID, stored by the contact", "Convex-Nutzer-ID, vom Kontakt gespeichert"],
});
/** As the trace writes them: server/sync/trace.ts. */
const known: Readonly<Record<string, Parameters<typeof names>[0]>> = {
  "link ID": "linkId",
  "link state": "linkState",
  "Convex user ID": "convexUserId",
  "CRM contact ID": "contactId",
  "frontend user ID": "frontendUserId",
  "CRM contact ID, stored by the account": "contactIdStored",
  "Convex user ID, stored by the contact": "convexUserIdStored",
};

/** What a value of a trace is called; a name that is none of ours stays. */
export function valueName(name: string): string {
  const field = comparedFields.find((each) => fieldName(each) === name);
  if (field) return fieldTitle(field);
  const key = known[name];
  return key ? names(key) : fieldTitle(name);
}
