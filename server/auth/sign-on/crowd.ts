import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { sourceOf } from "../../webhooks/source";
import { tooMany } from "../too-many";

/** Steps at the identity provider that one network may take in ten minutes: an office in the morning. */
const STEPS = 200;
const WINDOW_S = 600;

/** Counts a step, or fails with `too_many`: each makes this server call the provider, and anybody can ask for one. */
export type Crowd = (address: string) => Promise<void>;

/** In this process only, as for the portal: strangers must not make the store write. */
export function createCrowd(): Crowd {
  const steps = new RateLimiterMemory({ points: STEPS, duration: WINDOW_S });
  return async (address) => {
    await steps.consume(sourceOf(address)).catch((refused: unknown) => {
      throw refused instanceof RateLimiterRes ? tooMany("manyFromNetwork", refused.msBeforeNext) : refused;
    });
  };
}
