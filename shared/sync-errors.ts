import { parseFailure, saysFailure } from "./backend-api/failure";

/** Errors that may pass by themselves: the job waits and tries again. */
export const TRANSIENT_SYNC_ERRORS = [
  "unreachable",
  "timeout",
  "rate_limited",
  "server_error",
  "invalid_response",
] as const;

/** Errors that will come again until a person changes something: the job fails at once. */
export const PERMANENT_SYNC_ERRORS = [
  "rejected",
  "validation",
  "unauthorized",
  "not_found",
  "conflict",
] as const;

/** Every class a failed call to the backend can have. */
export const SYNC_ERROR_CODES = [...TRANSIENT_SYNC_ERRORS, ...PERMANENT_SYNC_ERRORS] as const;
export type SyncErrorCode = (typeof SYNC_ERROR_CODES)[number];

/** Whether trying again later can help. `invalid_response` only helps once: see `isTransientAt`. */
export function isTransient(code: SyncErrorCode): boolean {
  return (TRANSIENT_SYNC_ERRORS as readonly SyncErrorCode[]).includes(code);
}

/**
 * Whether to try again after the job met `code` for the `nth` time (1 = the first). An answer that cannot be
 * read may be a proxy's page during a deploy, so it gets one second chance; twice means the contract changed.
 */
export function isTransientAt(code: SyncErrorCode, nth: number): boolean {
  return code === "invalid_response" ? nth <= 1 : isTransient(code);
}

const BY_BACKEND_CODE: Readonly<Record<string, SyncErrorCode>> = {
  VALIDATION_ERROR: "validation",
  EVENT_FULL: "rejected",
  EVENT_CLOSED: "rejected",
  PRICE_MISMATCH: "rejected",
  PAYMENT_FAILED: "rejected",
  SESSION_EXPIRED: "rejected",
  RATE_LIMIT_EXCEEDED: "rate_limited",
  INTERNAL_ERROR: "server_error",
  UNAUTHORIZED: "unauthorized",
  FORBIDDEN: "unauthorized",
  CONFLICT: "conflict",
};

const BY_STATUS: Readonly<Record<number, SyncErrorCode>> = {
  400: "validation",
  401: "unauthorized",
  403: "unauthorized",
  404: "not_found",
  408: "timeout",
  409: "conflict",
  410: "not_found",
  412: "conflict",
  422: "validation",
  425: "rate_limited",
  429: "rate_limited",
};

/**
 * The class of an HTTP answer, or null when it is a success. The body's own code is finer than a 4xx status
 * (`EVENT_FULL` comes as 400 and is no validation error), and a 200 with `success: false` has nothing else.
 * A status that says the whole backend refuses (401, 403, 429, 5xx) is believed before any code.
 */
export function classifyStatus(httpStatus: number, body: unknown): SyncErrorCode | null {
  if (httpStatus >= 200 && httpStatus < 300) {
    return saysFailure(body) ? (byBackendCode(body) ?? "rejected") : null;
  }
  if (httpStatus >= 500) return "server_error";
  if (httpStatus < 400) return "invalid_response";
  const byStatus = BY_STATUS[httpStatus] ?? "rejected";
  const statusDecides = byStatus === "unauthorized" || byStatus === "rate_limited" || byStatus === "timeout";
  return statusDecides ? byStatus : (byBackendCode(body) ?? byStatus);
}

function byBackendCode(body: unknown): SyncErrorCode | undefined {
  const { code } = parseFailure(body);
  if (code === undefined) return undefined;
  return Object.hasOwn(BY_BACKEND_CODE, code) ? BY_BACKEND_CODE[code] : byCodeSuffix(code);
}

function byCodeSuffix(code: string): SyncErrorCode | undefined {
  return code.endsWith("NOT_FOUND") ? "not_found" : undefined;
}
