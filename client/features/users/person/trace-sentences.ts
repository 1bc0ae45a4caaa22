import { traceSays } from "../../../../shared/trace-sentences";
import { jobNames } from "../../../../shared/jobs";
import { jobKinds } from "../../../../shared/link-state";
import { reader } from "../../../../shared/sentence";
import { language } from "../../../lib/i18n/language";
import { wordTold } from "../../../lib/i18n/told";
import { fieldsWords } from "../inner-words";
import { whyWords } from "../why-words";
import { receiptWords } from "./receipt-words";
import { jobKindWords } from "./tab-words";
import { traceSentences } from "./trace-sentence-words";

const readStep = reader(traceSays);

/** What a step of a trace says, in the operator's language; a sentence that is none of ours stays. */
export function stepSentence(text: string): string {
  if (language === "en") return text;
  const told = readStep(text);
  if (told) return wordTold(traceSentences, told, inner);
  const kind = jobKinds.find((each) => `${jobNames[each]}.` === text);
  if (kind) return `${jobKindWords(kind)}.`;
  const why = whyWords(text);
  return why === text ? receiptWords(text) : why;
}

/** A job kind by the name that the server writes within a sentence. */
export function kindWords(name: string): string {
  const kind = jobKinds.find((each) => jobNames[each] === name);
  return kind ? jobKindWords(kind) : name;
}

const inner = { why: whyWords, step: stepSentence, fields: fieldsWords, kind: kindWords };
