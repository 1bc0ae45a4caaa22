import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** How many refused requests are logged one by one in `windowS` seconds: of one source, and of all together. */
export type StrangerLimits = { perSource: number; altogether: number; windowS: number };

/** Enough to see what is wrong with a sender; too little to fill a disk, even with bodies of 64 KB all day. */
export const strangerLimits: StrangerLimits = { perSource: 30, altogether: 120, windowS: 300 };

/** Whom a refusal is counted for when everybody's together are too many. */
const EVERYBODY = "everybody";

/** Too many refusals of `source`; it may come again after so many ms. */
export type TooMany = { source: string; waitMs: number };

/**
 * Counts requests that could not prove themselves, and nobody else: a genuine one never comes here. Kept in memory,
 * since a count that a restart forgets does no harm.
 */
export class Strangers {
  private readonly bySource: RateLimiterMemory;
  private readonly altogether: RateLimiterMemory;

  constructor({ perSource, altogether, windowS }: StrangerLimits = strangerLimits) {
    this.bySource = new RateLimiterMemory({ points: perSource, duration: windowS });
    this.altogether = new RateLimiterMemory({ points: altogether, duration: windowS });
  }

  /**
   * Null while this refusal may be logged by itself. When all together are too many, no new source is noted down, so
   * that the memory is bounded too.
   */
  async note(source: string): Promise<TooMany | null> {
    const all = await this.altogether.get(EVERYBODY);
    if (all && all.remainingPoints <= 0) return { source: EVERYBODY, waitMs: all.msBeforeNext };
    const waitMs = await excess(this.bySource, source);
    if (waitMs !== null) return { source, waitMs };
    await this.altogether.consume(EVERYBODY);
    return null;
  }
}

async function excess(limiter: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return refused.msBeforeNext;
    throw refused;
  }
}
