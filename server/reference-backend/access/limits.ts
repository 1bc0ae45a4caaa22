import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { ApiError } from "../api-error";
import type { Caller } from "./caller";

/** Requests in a minute. */
export interface Limits {
  /** Of one address without a key, but for triggers. */
  anonymous: number;
  /** Of triggers from one address without a key. */
  anonymousTriggers: number;
  /** Of a key that the API made, unless it was made with a limit of its own. */
  keyed: number;
  /** Of a key from the options; null for as many as it likes. */
  configured: number | null;
}

/** The contract's; its "higher" for keys is ten times as many. */
export const DEFAULT_LIMITS: Limits = {
  ...{ anonymous: 60, anonymousTriggers: 10, keyed: 600, configured: null },
};

const MINUTE_S = 60;

/** Counts requests by caller, in memory: a count that a restart forgets does no harm. */
export class RateLimits {
  private readonly anonymous: RateLimiterMemory;
  private readonly triggers: RateLimiterMemory;
  /** One for each size of limit there is; callers are told apart within it. */
  private readonly keyed = new Map<number, RateLimiterMemory>();

  constructor({ anonymous, anonymousTriggers }: Limits) {
    this.anonymous = perMinute(anonymous);
    this.triggers = perMinute(anonymousTriggers);
  }

  /** Counts one request. Throws the 429 that says how long to wait when it is one too many. */
  async count(caller: Caller, isTrigger: boolean): Promise<void> {
    if (caller.kind === "anonymous") {
      return consume(isTrigger ? this.triggers : this.anonymous, caller.address);
    }
    const { id, perMinute: limit } = caller.key;
    if (limit !== null) await consume(this.limiterOf(limit), id);
  }

  private limiterOf(limit: number): RateLimiterMemory {
    const known = this.keyed.get(limit);
    if (known) return known;
    const limiter = perMinute(limit);
    this.keyed.set(limit, limiter);
    return limiter;
  }
}

const perMinute = (points: number) => new RateLimiterMemory({ points, duration: MINUTE_S });

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw tooMany(Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
  }
}

const tooMany = (retryAfterS: number) =>
  new ApiError(429, "RATE_LIMIT_EXCEEDED", `Too many requests: wait ${retryAfterS} s`, { retryAfterS });
