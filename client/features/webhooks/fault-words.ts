import { fieldName as englishName } from "../../../shared/field-names";
import { reader } from "../../../shared/sentence";
import { faultSays, webhookFaults } from "../../../shared/webhook-faults";
import { fieldName, fieldTitle } from "../../lib/field-title";
import { catalogue } from "../../lib/i18n/catalogue";
import { type AllOf, wordTold } from "../../lib/i18n/told";

const faults = catalogue({
  email: ["This is no e-mail address.", "Das ist keine E-Mail-Adresse."],
  tooLong: ["This is longer than {max} characters.", "Das ist länger als {max} Zeichen."],
  halfCharacter: ["This holds half a character.", "Darin steht ein halbes Zeichen."],
  time: ["This is no time.", "Das ist keine Zeitangabe."],
  object: ["This is no object.", "Das ist kein Objekt."],
  whichContact: ["It does not say which contact.", "Es fehlt, welcher Kontakt gemeint ist."],
  whichUser: ["It does not say which user.", "Es fehlt, welcher Nutzer gemeint ist."],
  wrong: ["This cannot be right.", "Das kann nicht stimmen."],
} satisfies AllOf<typeof webhookFaults>);

const says = catalogue({
  ofArrival: [
    "Genuine, but its {field} cannot be right: {fault} Nothing was changed.",
    "Echt, aber ein Feld kann nicht stimmen ({field}): {fault} Nichts wurde geändert.",
  ],
} satisfies Partial<AllOf<typeof faultSays>>);

const readFault = reader(webhookFaults);
const readSentence = reader(faultSays);

function faultWords(fault: string): string {
  const told = readFault(fault);
  return told ? wordTold(faults, told) : fault;
}

/** The name of a field as the server says it within a sentence, back to the field. */
const compared = ["email", "firstName", "lastName", "phone"];
const fieldOf = (name: string) => compared.find((field) => englishName(field) === name) ?? name;

/** What is wrong with an event's data, in the operator's language; `null` when the sentence is about something else. */
export function faultySentence(text: string): string | null {
  const told = readSentence(text);
  if (!told) return null;
  const { field = "", fault = "" } = told.values;
  if (told.key === "ofIssue") return `${fieldTitle(String(field))}: ${faultWords(String(fault))}`;
  const inner = { field: (name: string) => fieldName(fieldOf(name)), fault: faultWords };
  return wordTold(says, told, inner);
}
