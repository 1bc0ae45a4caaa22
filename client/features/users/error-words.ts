import { SYNC_ERROR_CODES, type SyncErrorCode } from "../../../shared/sync-errors";
import { errorSentences, errorWords } from "./words";

export const errorCodes = SYNC_ERROR_CODES;
export const isErrorCode = (code: string): code is SyncErrorCode =>
  errorCodes.some((known) => known === code);

/** An error class as one finds it in a cell. */
export const errorWord = (code: string) => (isErrorCode(code) ? errorWords(code) : code.replaceAll("_", " "));

/** An error class as a sentence; what the server writes itself comes from shared/error-sentences.ts. */
export const errorSentence = (code: string | null) =>
  errorSentences(code !== null && isErrorCode(code) ? code : "unknown");
