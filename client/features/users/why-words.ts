import { readNoLonger, whyNot } from "../../../shared/fixed-sentences";
import { reader } from "../../../shared/sentence";
import { formatList } from "../../lib/format";
import { catalogue } from "../../lib/i18n/catalogue";
import { wordTold } from "../../lib/i18n/told";
import { reasonWords } from "../../lib/reason-words";
import { stateLooks } from "./link-states";

const readReason = reader(whyNot);

const t = catalogue({
  noLonger: [
    "No longer {before}: {now} by now.",
    "Nicht mehr im alten Zustand ({before}), inzwischen: {now}.",
  ],
});

/** Why something cannot or could not be done, in the operator's language; a sentence that is none of ours stays. */
export function whyWords(text: string): string {
  const told = readReason(text);
  if (told) return wordTold(reasonWords, told);
  const left = readNoLonger(text);
  if (!left) return text;
  const before = formatList(left.states.map((state) => stateLooks[state].word));
  return t("noLonger", { before, now: stateLooks[left.now].word });
}
