import type { SyncErrorCode } from "./sync-errors";

/** What each error class says, where the server writes it into a sentence. */
export const causes = {
  unreachable: "The backend could not be reached.",
  timeout: "The backend did not answer in time.",
  rate_limited: "The backend asked us to slow down.",
  server_error: "The backend reported an error of its own.",
  invalid_response: "The backend's answer could not be read.",
  rejected: "The backend refused.",
  validation: "The backend refused the data.",
  unauthorized: "The backend refused our key.",
  not_found: "The backend does not have what it was asked about.",
  conflict: "The backend and this account disagree.",
  unknown: "The last attempt failed.",
} as const satisfies Record<SyncErrorCode | "unknown", string>;

/** An error class as a sentence, where the server writes one; the console has its own, in two languages. */
export const errorSentence = (code: string | null): string =>
  Object.hasOwn(causes, code ?? "") ? causes[code as keyof typeof causes] : causes.unknown;
