import { describeError } from "../../lib/api-error";
import { t } from "./words";

/** What failed, with the request by which the desk finds it in the log, where something failed that should not have. */
export function withReference(text: string, error: unknown): string {
  const { requestId, code, worthRetrying } = describeError(error);
  const isOurFault = worthRetrying && code !== "too_many";
  return requestId && isOurFault ? t("withReference", { text, id: requestId }) : text;
}
