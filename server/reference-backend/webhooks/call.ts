import type { Clock } from "../clock";
import type { StoredEndpoint } from "./endpoints";
import { type Secrets, signatures } from "./secrets";

/** What one request came to. `cut` is a stop of the backend: nobody knows whether the event arrived. */
export type Answer =
  | { kind: "answered"; status: number; response: string; at: number; durationMs: number }
  | { kind: "unanswered"; error: string; at: number; durationMs: number }
  | { kind: "cut" };

/** An event as it goes over the wire. */
export interface Message {
  eventId: string;
  body: string;
  /** How wrong the clock of the signature is, in a drill. */
  skewMs?: number;
}

export interface CallOptions {
  clock: Clock;
  fetch: typeof globalThis.fetch;
  /** For endpoints that were not configured but entered through the API. */
  fetchGuarded: typeof globalThis.fetch;
}

/** The contract's: for the whole answer, as far as it is read. */
const TIMEOUT_MS = 15_000;

/** Enough of an answer to recognise an error page. */
const RESPONSE_KEPT_BYTES = 512;

/** Posts the message, signed, and waits for the answer. Never throws; redirects are answers, not followed. */
export async function callEndpoint(
  { clock, fetch, fetchGuarded }: CallOptions,
  endpoint: Pick<StoredEndpoint, "url" | "configuredSecret"> & Secrets,
  message: Message,
  closing: AbortSignal,
): Promise<Answer> {
  const timeout = new AbortController();
  const cancelTimeout = clock.after(TIMEOUT_MS, () => timeout.abort());
  const at = clock.now();
  const spent = () => ({ at, durationMs: Math.max(0, clock.now() - at) });
  try {
    const send = endpoint.configuredSecret === null ? fetchGuarded : fetch;
    const response = await send(endpoint.url, {
      method: "POST",
      headers: headersOf(endpoint, message, at),
      body: message.body,
      redirect: "manual",
      signal: AbortSignal.any([timeout.signal, closing]),
    });
    const status = response.status;
    return { kind: "answered", status, response: await firstBytes(response), ...spent() };
  } catch (error) {
    if (closing.aborted) return { kind: "cut" };
    return { kind: "unanswered", error: timeout.signal.aborted ? "timeout" : codeOf(error), ...spent() };
  } finally {
    cancelTimeout();
  }
}

/** Signed anew for each attempt: the receiver refuses timestamps older than five minutes. */
function headersOf(
  secrets: Secrets,
  { eventId, body, skewMs = 0 }: Message,
  now: number,
): Record<string, string> {
  const at = now + skewMs;
  return {
    "content-type": "application/json",
    "user-agent": "Tandem-Reference-Backend",
    "webhook-id": eventId,
    "webhook-timestamp": String(Math.floor(at / 1000)),
    "webhook-signature": signatures(secrets, eventId, at, body),
  };
}

/** The beginning of the body. The status has decided already, so a body that breaks off keeps what came. */
async function firstBytes(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= RESPONSE_KEPT_BYTES) break;
    }
  } catch {
    // Not an outcome: see above.
  }
  // As a stream, so that half a character at the cut is left out.
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, RESPONSE_KEPT_BYTES), { stream: true });
}

/** The code of a network error (ECONNREFUSED, …): its sentence may hold addresses. */
function codeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === "string" ? cause.code : "unreachable";
}
