import type { AuditRow } from "../../../shared/audit-api";
import { auditSays } from "../../../shared/audit-sentences";
import { happened, keyOf } from "../../../shared/fixed-sentences";
import { reader } from "../../../shared/sentence";
import { language } from "../../lib/i18n/language";
import { wordTold } from "../../lib/i18n/told";
import { happenedWords } from "../users/person/happened-words";
import { whyWords } from "../users/why-words";
import { auditWords } from "./summary-words";

const readSummary = reader(auditSays);

/** What an event tells, in the operator's language; a sentence that is none of ours stays. */
export function summaryOf({ summary }: Pick<AuditRow, "summary">): string {
  if (language === "en") return summary;
  // "Made a link by which this contact can register." would be "Made {name} {role}." as well.
  const told = keyOf(happened, summary) ? null : readSummary(summary);
  return told ? wordTold(auditWords, told, { why: whyWords }) : happenedWords(summary);
}
