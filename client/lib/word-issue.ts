import { faultOf } from "../../shared/input-fault";
import { readRefusal } from "../../shared/refusals";
import { language } from "./i18n/language";
import { wordRefusal } from "./word-refusal";

/** What a schema found wrong with what was typed, in the operator's language; a sentence that is none of ours stays. */
export function wordIssue(issue: Parameters<typeof faultOf>[0]): string {
  const fault = faultOf(issue);
  const told = language === "en" ? null : readRefusal(fault);
  return (told && wordRefusal(told)) ?? fault;
}
