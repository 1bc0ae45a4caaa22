import { TANDEM_USER_AGENT } from "../../shared/backend-api";
import { CrmError, isCrmError } from "./error";
import type { CallOptions, CrmCall } from "./port";
import { type Answer, readAnswer } from "./response";

/** Where the backend is and how to talk to it. */
export interface HttpCrmOptions {
  /** Ends in `/api/v1`; a trailing slash is fine. */
  baseUrl: string;
  apiKey: string;
  /** Used from when the backend refuses `apiKey` on: the one that replaces it. */
  nextApiKey?: string;
  orgId?: string;
  /** Time limit of one call including its body, in milliseconds. Default 10 000. */
  timeoutMs?: number;
  fetch?: typeof globalThis.fetch;
  /** Unix milliseconds. */
  now?: () => number;
  /** Told of every finished call, in addition to the call's own `onCall`. */
  onCall?: (call: CrmCall) => void;
  /** Asked before every HTTP call for the right to make it. What it rejects with, the call rejects with. */
  admit?: (options: CallOptions) => Promise<void>;
}

/** One HTTP call. `route` is the template for reports, `path` the same with its parameters filled in. */
export interface HttpCall {
  method: CrmCall["method"];
  route: string;
  path?: string;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  idempotencyKey?: string;
}

export type Transport = (call: HttpCall, options?: CallOptions) => Promise<Answer>;

const DEFAULT_TIMEOUT_MS = 10_000;

/**
 * Sends calls and turns every failure into a `CrmError`. Never retries: when to try again is the worker's
 * decision, and a hidden second try would spend the rate limit behind its back. The one exception is a refused key
 * when there is another: the backend has done nothing, and the other key decides for all calls from then on.
 */
export function createTransport(settings: HttpCrmOptions): Transport {
  const { apiKey, nextApiKey } = settings;
  const transport = sender(settings);
  if (nextApiKey === undefined) return (call, options) => transport(apiKey, call, options);
  let inUse = apiKey;
  return async (call, options) => {
    const tried = inUse;
    try {
      return await transport(tried, call, options);
    } catch (error) {
      if (!isCrmError(error) || error.code !== "unauthorized") throw error;
      const other = tried === apiKey ? nextApiKey : apiKey;
      const answer = await transport(other, call, options);
      inUse = other;
      return answer;
    }
  };
}

function sender(settings: HttpCrmOptions) {
  const { now = Date.now, timeoutMs = DEFAULT_TIMEOUT_MS } = settings;
  const send = settings.fetch ?? globalThis.fetch;

  return async (apiKey: string, call: HttpCall, options: CallOptions = {}): Promise<Answer> => {
    await settings.admit?.(options);
    const startedAt = now();
    const timeout = AbortSignal.timeout(options.timeoutMs ?? timeoutMs);
    const report = (outcome: Outcome) => {
      const done: CrmCall = { ...describe(call), startedAt, durationMs: now() - startedAt, ...outcome };
      settings.onCall?.(done);
      options.onCall?.(done);
    };
    let answer: Answer;
    try {
      answer = await readAnswer(
        await send(urlOf(settings, call), request({ ...settings, apiKey }, call, timeout, options)),
        now(),
      );
    } catch (error) {
      if (options.signal?.aborted && !isCrmError(error)) {
        report({ aborted: true });
        throw options.signal.reason;
      }
      const failure = toCrmError(error, timeout);
      report(outcomeOf(failure));
      throw failure;
    }
    report({ httpStatus: answer.status });
    return answer;
  };
}

type Outcome = Pick<CrmCall, "httpStatus" | "errorCode" | "retryAfterMs" | "aborted">;

function outcomeOf({ code, httpStatus, retryAfterMs }: CrmError): Outcome {
  return {
    errorCode: code,
    ...(httpStatus ? { httpStatus } : {}),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

function describe({ method, route, idempotencyKey }: HttpCall) {
  return { method, route, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) };
}

function urlOf(settings: HttpCrmOptions, call: HttpCall): string {
  const url = new URL(settings.baseUrl.replace(/\/+$/, "") + (call.path ?? call.route));
  for (const [name, value] of Object.entries(call.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url.href;
}

function request(
  settings: HttpCrmOptions,
  call: HttpCall,
  timeout: AbortSignal,
  options: CallOptions,
): RequestInit {
  const headers: Record<string, string> = {
    accept: "application/json",
    authorization: `Bearer ${settings.apiKey}`,
    "user-agent": TANDEM_USER_AGENT,
  };
  if (settings.orgId) headers["x-organization-id"] = settings.orgId;
  if (call.idempotencyKey !== undefined) headers["idempotency-key"] = call.idempotencyKey;
  if (call.body !== undefined) headers["content-type"] = "application/json";
  return {
    method: call.method,
    headers,
    // A redirect would carry the key to an address nobody configured.
    redirect: "manual",
    signal: options.signal ? AbortSignal.any([timeout, options.signal]) : timeout,
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
  };
}

function toCrmError(error: unknown, timeout: AbortSignal): CrmError {
  if (isCrmError(error)) return error;
  if (leadsInside(error)) {
    const message = "BACKEND_URL leads into a private network, and ALLOW_PRIVATE_BACKEND is not set.";
    return new CrmError({ code: "unreachable", message }, { cause: error });
  }
  return timeout.aborted
    ? new CrmError({ code: "timeout", message: "The backend did not answer in time." }, { cause: error })
    : new CrmError({ code: "unreachable", message: "The backend could not be reached." }, { cause: error });
}

/** The guard of the `fetch` it was given has refused the address. */
const leadsInside = (error: unknown): boolean =>
  error instanceof Error &&
  error.cause instanceof Error &&
  "code" in error.cause &&
  error.cause.code === "EPRIVATE";
