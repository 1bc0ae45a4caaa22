import { attemptSays } from "../../../shared/attempt-sentences";
import { causes } from "../../../shared/error-sentences";
import { readNoLonger, whyNot } from "../../../shared/fixed-sentences";
import { reader } from "../../../shared/sentence";
import { attemptWords } from "../../lib/attempt-words";
import { formatList } from "../../lib/format";
import { catalogue } from "../../lib/i18n/catalogue";
import { language } from "../../lib/i18n/language";
import { wordTold } from "../../lib/i18n/told";
import { reasonWords } from "../../lib/reason-words";
import { fieldsWords } from "./inner-words";
import { stateLooks } from "./link-states";
import { errorSentences } from "./words";

const readReason = reader(whyNot);
const readAttempt = reader(attemptSays);
const readCause = reader(causes);

const t = catalogue({
  account: ["account", "Konto"],
  contact: ["CRM contact", "CRM-Kontakt"],
  noLonger: [
    "No longer {before}: {now} by now.",
    "Nicht mehr im alten Zustand ({before}), inzwischen: {now}.",
  ],
});

/** Why something cannot or could not be done, in the operator's language; a sentence that is none of ours stays. */
export function whyWords(text: string): string {
  if (language === "en") return text;
  const told = readReason(text);
  if (told) return wordTold(reasonWords, told);
  const tried = readAttempt(text);
  if (tried) return wordTold(attemptWords, tried, { fields: fieldsWords, why: whyWords, side: sideWords });
  const cause = readCause(text);
  if (cause) return errorSentences(cause.key);
  const left = readNoLonger(text);
  if (!left) return text;
  const before = formatList(left.states.map((state) => stateLooks[state].word));
  return t("noLonger", { before, now: stateLooks[left.now].word });
}

/** What the backend's answer brought with it ("HTTP 200, VALIDATION_ERROR"), where its class is said already; else all. */
export function detailsWords(text: string): string {
  const told = readAttempt(text);
  return told?.key.startsWith("answered.") ? String(told.values.details) : whyWords(text);
}

const sideWords = (side: string) => t(side === "user" ? "account" : "contact");
