import { callFailure } from "../call-failure";
import type { Refusal } from "../form/use-form";
import { isRegistrationField, type Typed } from "./registration-check";
import { t } from "./words";

/** Why nobody was registered, in words for the form. */
export function refusalOf(error: unknown): Refusal<Typed> {
  const words = { unanswered: t("unanswered"), unavailable: t("unavailable") };
  const { field, message } = callFailure(error, words);
  return { field: isRegistrationField(field) ? field : null, message };
}
