import type { SyncErrorCode } from "../../../shared/sync-errors";

/** The error classes of a sync as one finds them in a cell; `explainError` has the sentences. */
const words: Record<SyncErrorCode, string> = {
  unreachable: "unreachable",
  timeout: "timeout",
  rate_limited: "rate limited",
  server_error: "server error",
  invalid_response: "unreadable answer",
  rejected: "refused",
  validation: "data refused",
  unauthorized: "key refused",
  not_found: "not found",
  conflict: "conflict",
};

export const errorCodes = Object.keys(words) as SyncErrorCode[];
const isKnown = (code: string): code is SyncErrorCode => code in words;
export const errorWord = (code: string) => (isKnown(code) ? words[code] : code.replaceAll("_", " "));
