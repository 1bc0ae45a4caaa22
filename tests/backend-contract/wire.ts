import { setTimeout as wait } from "node:timers/promises";
import { Differs, NotChecked } from "./check";

/** Where the backend is, and how it is asked. */
export type WireSettings = {
  /** Ends in `/api/v1`. */
  url: string;
  key: string;
  orgId?: string;
  /** Waits so many ms; tests wait no time. */
  sleep?: (ms: number) => Promise<unknown>;
  /** Told before a wait that the backend asked for, in seconds. */
  onWait?: (seconds: number) => void;
};

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

export type Request = {
  method: Method;
  path: string;
  query?: Record<string, string | number>;
  body?: unknown;
  idempotencyKey?: string;
  /** Another key than the one given; null sends none. */
  apiKey?: string | null;
};

/** An answer read to its end. `json` is undefined when the body is none. */
export type Answer = { status: number; json: unknown; retryAfter: string | null };

/** No check of ours takes longer; the contract's own limit for webhooks is the same. */
const TIMEOUT_MS = 15_000;
/** A backend that says 429 without saying for how long. */
const WAIT_S = 60;
/** Longer than any limit of the contract; more is not waited for. */
const LONGEST_WAIT_S = 300;
const MOST_TRIES = 6;

/** Asks the backend, one thing after another. Waits as long as a 429 asks it to, and keeps the first for a check. */
export class Wire {
  /** The first answer that asked us to slow down. */
  limited: Answer | null = null;

  constructor(private readonly settings: WireSettings) {}

  get url(): string {
    return this.settings.url;
  }

  /** The first answer that is not 429. Throws `Differs` when none comes. */
  async ask(request: Request): Promise<Answer> {
    for (let tries = 1; ; tries++) {
      const answer = await this.send(request);
      if (answer.status !== 429) return answer;
      this.limited ??= answer;
      const seconds = secondsOf(answer.retryAfter);
      if (tries === MOST_TRIES || seconds > LONGEST_WAIT_S)
        throw new NotChecked("the backend asks us to slow down for longer than is waited for");
      this.settings.onWait?.(seconds);
      await (this.settings.sleep ?? wait)(seconds * 1000);
    }
  }

  private async send(request: Request): Promise<Answer> {
    try {
      const response = await fetch(this.address(request), {
        method: request.method,
        headers: this.headers(request),
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      });
      const json = parsed(await response.text());
      return { status: response.status, json, retryAfter: response.headers.get("retry-after") };
    } catch (error) {
      throw new Differs(`an answer to ${request.method} ${routeOf(request.path)}`, reasonOf(error));
    }
  }

  private address({ path, query }: Request): URL {
    const url = new URL(this.settings.url.replace(/\/+$/u, "") + path);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, String(value));
    return url;
  }

  private headers({ body, idempotencyKey, apiKey = this.settings.key }: Request): Record<string, string> {
    const { orgId } = this.settings;
    return {
      accept: "application/json",
      "user-agent": "Tandem-Backend-Check",
      ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
      ...(orgId ? { "x-organization-id": orgId } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(idempotencyKey ? { "idempotency-key": idempotencyKey } : {}),
    };
  }
}

/** The path as the contract writes it: IDs are people's. */
const routeOf = (path: string): string =>
  path.replace(/^\/(crm\/contacts|frontend-users|events)\/[^/]+/u, "/$1/:id");

/** How long `Retry-After` asks to wait, in seconds: a number of them, or a date. */
export function secondsOf(retryAfter: string | null): number {
  if (retryAfter === null) return WAIT_S;
  if (/^\d+$/u.test(retryAfter)) return Number(retryAfter);
  const at = Date.parse(retryAfter);
  return Number.isFinite(at) ? Math.max(0, Math.ceil((at - Date.now()) / 1000)) : WAIT_S;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === "TimeoutError") return `none within ${TIMEOUT_MS / 1000} s`;
  const { code } = (error instanceof Error ? (error.cause ?? {}) : {}) as { code?: unknown };
  return `no connection${typeof code === "string" ? ` (${code})` : ""}`;
}
