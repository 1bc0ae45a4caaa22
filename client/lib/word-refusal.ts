import { whyNot } from "../../shared/fixed-sentences";
import { refusals } from "../../shared/refusals";
import type { Told } from "../../shared/sentence";
import { formatNumber, formatPlainDay } from "./format";
import { language } from "./i18n/language";
import { type Inner, wordTold } from "./i18n/told";
import { reasonWords } from "./reason-words";
import { refusalWords } from "./refusal-words";

/** A refusal of the server in the operator's language; `null` for a key that a newer server has thought of. */
export function wordRefusal(said: Told): string | null {
  if (said.key in whyNot) return wordTold(reasonWords, said);
  return said.key in refusals ? wordTold(refusalWords, said, asHere) : null;
}

const numberHere = (text: string) => formatNumber(Number(text.replaceAll(",", "")));

/** The server writes days and large numbers in English, which stays as it was sent. */
const asHere: Inner = language === "en" ? {} : { day: formatPlainDay, min: numberHere, max: numberHere };
