import type { FastifyRequest } from "fastify";
import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { ApiError } from "../api-error";

/** Wrong passwords of one address in a minute. Somebody who mistypes needs a few. */
const MOST_GUESSES = 10;
const MINUTE_S = 60;

/**
 * Counts wrong passwords of people at a browser, in memory, and then judges none of that address for a minute.
 * Programs with a wrong key are not counted: theirs are long, and what they have to learn is that it is wrong.
 */
export function createGuessGuard() {
  const limiter = new RateLimiterMemory({ points: MOST_GUESSES, duration: MINUTE_S });
  return {
    /** Throws the 429 when there were too many. */
    async admit({ ip }: FastifyRequest): Promise<void> {
      const state = await limiter.get(ip);
      if (state && state.consumedPoints >= MOST_GUESSES) throw tooMany(state);
    },
    async noteWrong({ ip }: FastifyRequest): Promise<void> {
      await limiter.penalty(ip);
    },
  };
}

const tooMany = ({ msBeforeNext }: RateLimiterRes) => {
  const retryAfterS = Math.max(1, Math.ceil(msBeforeNext / 1000));
  return new ApiError(429, "RATE_LIMIT_EXCEEDED", `Too many wrong passwords: wait ${retryAfterS} s`, {
    retryAfterS,
  });
};
