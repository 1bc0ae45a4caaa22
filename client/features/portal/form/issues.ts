import type { z } from "zod";
import { reader } from "../../../../shared/sentence";
import { wordTold } from "../../../lib/i18n/told";
import type { Errors } from "./form-state";
import { issueWords } from "./words";

/** The first thing wrong with each field, as a schema found it, in the language of the page. */
export function firstIssues<V>(result: z.ZodSafeParseResult<unknown>): Errors<V> {
  const errors: Errors<V> = {};
  for (const { path, message } of result.error?.issues ?? []) errors[path[0] as keyof V] ??= worded(message);
  return errors;
}

/** As the schemas write it. */
/* eslint-disable i18next/no-literal-string -- the keys by which the catalogue finds both languages */
const readIssue = reader({
  firstName: "Enter your first name.",
  lastName: "Enter your last name.",
  email: "Enter your e-mail address.",
  fullEmail: "Enter a full e-mail address, such as anna@example.org.",
  phone: "Enter a phone number with its area code, or leave this empty.",
  password: "Enter your password.",
  atLeast: "Use at least {count} characters.",
  atMost: "Use at most {count} characters.",
  unseen: "Leave out characters that cannot be seen.",
  terms: "Accept the terms to register.",
  typeTheWord: "Type the word as it stands there.",
  differ: "The two passwords differ.",
});
/* eslint-enable i18next/no-literal-string */

function worded(message: string): string {
  const told = readIssue(message);
  return told ? wordTold(issueWords, told) : message;
}
