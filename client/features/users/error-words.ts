/** The error classes of a sync, in words: short in a cell, a sentence where there is room. */
const words: Record<string, { short: string; sentence: string }> = {
  unreachable: { short: "unreachable", sentence: "The backend cannot be reached." },
  timeout: { short: "timeout", sentence: "The backend did not answer in time." },
  rate_limited: { short: "rate limited", sentence: "The backend asked for a pause." },
  server_error: { short: "server error", sentence: "The backend failed." },
  invalid_response: { short: "invalid response", sentence: "The backend's answer could not be read." },
  rejected: { short: "rejected", sentence: "The backend refused it." },
  validation: { short: "validation", sentence: "The backend did not accept the data." },
  unauthorized: { short: "unauthorized", sentence: "The backend refused Tandem's key." },
  not_found: { short: "not found", sentence: "The backend does not know this contact." },
  conflict: { short: "conflict", sentence: "The backend has another contact in its place." },
};

export const errorCodes = Object.keys(words);
export const errorWord = (code: string) => words[code]?.short ?? code.replaceAll("_", " ");
export const errorSentence = (code: string) =>
  words[code]?.sentence ?? `The backend answered: ${errorWord(code)}.`;
