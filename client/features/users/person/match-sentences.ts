import { evidenceSays } from "../../../../shared/evidence-sentences";
import { readRefusal } from "../../../../shared/refusals";
import { reader } from "../../../../shared/sentence";
import { language } from "../../../lib/i18n/language";
import { wordTold } from "../../../lib/i18n/told";
import { wordRefusal } from "../../../lib/word-refusal";
import { evidenceWords } from "./evidence-words";

const readEvidence = reader(evidenceSays);

/** What speaks for or against a match, in the operator's language; a sentence that is none of ours stays. */
export function evidenceSentence(text: string): string {
  const told = language === "en" ? null : readEvidence(text);
  return told ? wordTold(evidenceWords, told) : text;
}

/** Why a match cannot be decided now: the same that the server would refuse it with. */
export function blockedWords(text: string): string {
  const told = language === "en" ? null : readRefusal(text);
  return (told && wordRefusal(told)) ?? text;
}
