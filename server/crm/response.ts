import type { z } from "zod";
import { isJsonObject, parseFailure } from "../../shared/backend-api";
import { classifyStatus, type SyncErrorCode } from "../../shared/sync-errors";
import { CrmError } from "./error";
import { parseRetryAfter } from "./retry-after";

/** Far above a page of 100 contacts; a bigger answer is not this API, and must not fill our memory. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

/** An answer read to its end. `json` is undefined when the body was no JSON. */
export interface Answer {
  status: number;
  json: unknown;
  empty: boolean;
}

/** Reads the body and rejects with a `CrmError` unless the answer is a success. */
export async function readAnswer(response: Response, now: number): Promise<Answer> {
  const text = await readText(response);
  const answer = { status: response.status, json: parseJson(text), empty: text.trim() === "" };
  const code = classify(answer);
  if (code === null) return answer;
  throw failureOf(answer, code, parseRetryAfter(response.headers.get("retry-after"), now));
}

/** Reads the JSON of a successful answer by its schema; what does not fit is `invalid_response`. */
export function readBody<T>(answer: Answer, schema: z.ZodType<T>): T {
  const read = schema.safeParse(answer.json);
  if (read.success) return read.data;
  const paths = [...new Set(read.error.issues.map((issue) => issue.path.join(".") || "body"))];
  throw new CrmError({
    code: "invalid_response",
    httpStatus: answer.status,
    message: `The backend's answer does not fit its contract (at ${paths.slice(0, 5).join(", ")}).`,
  });
}

function classify(answer: Answer): SyncErrorCode | null {
  const code = classifyStatus(answer.status, answer.json);
  if (code === "not_found" && !isAboutRecord(answer.json)) return "invalid_response";
  return code === null && answer.json === undefined && !answer.empty ? "invalid_response" : code;
}

/**
 * A 404 page of a proxy, or an API's "no such route" at the wrong base URL, says nothing about the contact. Taking
 * it for "gone" would turn a typing error in BACKEND_URL into thousands of broken links.
 */
function isAboutRecord(json: unknown): boolean {
  const { code } = parseFailure(json);
  return isJsonObject(json) && (code === undefined || code.endsWith("NOT_FOUND"));
}

function failureOf(answer: Answer, code: SyncErrorCode, retryAfterMs: number | undefined): CrmError {
  const failure = parseFailure(answer.json);
  const field = failure.errors[0]?.field;
  const backendCode = safeCode(failure.code);
  const details = [`HTTP ${answer.status}`, backendCode, field && `field ${field}`].filter(Boolean);
  return new CrmError({
    code,
    httpStatus: answer.status,
    message: `The backend ${SENTENCES[code]} (${details.join(", ")}).`,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(backendCode === undefined ? {} : { backendCode }),
    ...(field === undefined ? {} : { field }),
  });
}

/** Our own words: the backend's message may quote the person's e-mail. */
const SENTENCES: Record<SyncErrorCode, string> = {
  unreachable: "could not be reached",
  timeout: "did not answer in time",
  rate_limited: "asks us to slow down",
  server_error: "had an internal error",
  invalid_response: "sent an answer that is not this API's",
  rejected: "refused the request",
  validation: "refused the data",
  unauthorized: "does not accept our key",
  not_found: "does not know the record",
  conflict: "reports a conflict",
};

/** Only what looks like a code: a backend that puts a sentence there must not leak it into our messages. */
function safeCode(code: string | undefined): string | undefined {
  return code !== undefined && /^[A-Za-z0-9_.-]{1,64}$/.test(code) ? code : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = "";
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) {
      throw new CrmError({
        code: "invalid_response",
        httpStatus: response.status,
        message: `The backend's answer is larger than ${MAX_ANSWER_BYTES} bytes.`,
      });
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
