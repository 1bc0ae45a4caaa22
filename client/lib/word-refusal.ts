import { whyNot } from "../../shared/fixed-sentences";
import { refusals } from "../../shared/refusals";
import type { Told } from "../../shared/sentence";
import { wordTold } from "./i18n/told";
import { reasonWords } from "./reason-words";
import { refusalWords } from "./refusal-words";

/** A refusal of the server in the operator's language; `null` for a key that a newer server has thought of. */
export function wordRefusal(said: Told): string | null {
  if (said.key in whyNot) return wordTold(reasonWords, said);
  return said.key in refusals ? wordTold(refusalWords, said) : null;
}
