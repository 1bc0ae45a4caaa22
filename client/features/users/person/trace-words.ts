import { fieldName } from "../../../../shared/field-names";
import { comparedFields, linkStates } from "../../../../shared/link-state";
import { fieldTitle } from "../../../lib/field-title";
import { catalogue } from "../../../lib/i18n/catalogue";
import { reasonWord } from "../link-reasons";
import { stateLooks } from "../link-states";

const names = catalogue({
  linkId: ["Link ID", "Verknüpfungs-ID"],
  linkState: ["Link state", "Zustand"],
  convexUserId: ["Convex user ID", "Convex-Nutzer-ID"],
  contactId: ["CRM contact ID", "CRM-Kontakt-ID"],
  frontendUserId: ["Frontend user ID", "Frontend-Nutzer-ID"],
  toCrm: ["{name}, to the CRM", "{name}, ins CRM"],
  toAccount: ["{name}, to the account", "{name}, ins Konto"],
  contactIdStored: ["CRM contact ID, stored by the account", "CRM-Kontakt-ID, vom Konto gespeichert"],
  convexUserIdStored: ["Convex user ID, stored by the contact", "Convex-Nutzer-ID, vom Kontakt gespeichert"],
});
type PlainName = Exclude<Parameters<typeof names>[0], "toCrm" | "toAccount">;
/** As the trace writes them: server/sync/trace.ts. */
const known: Readonly<Record<string, PlainName>> = {
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
  const goes = /^(?<what>.+), to the (?<side>CRM|account)$/u.exec(name)?.groups;
  if (goes?.what) return names(goes.side === "CRM" ? "toCrm" : "toAccount", { name: valueName(goes.what) });
  const field = comparedFields.find((each) => fieldName(each) === name);
  if (field) return fieldTitle(field);
  const key = known[name];
  return key ? names(key) : fieldTitle(name);
}

/** A value as it was told; the state of a link in its own words. */
export function valueWords(name: string, value: string | null): string | null {
  if (known[name] !== "linkState" || value === null) return value;
  const [state, ...reason] = value.split(", ");
  const ours = linkStates.find((each) => each === state);
  return ours ? `${stateLooks[ours].word} (${reasonWord(reason.join(", "))})` : value;
}
