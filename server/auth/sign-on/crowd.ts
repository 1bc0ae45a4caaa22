import { ConvexError } from "convex/values";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { AppError } from "../../../shared/errors";
import { sourceOf } from "../../webhooks/source";
import { waitWords } from "../portal-guard";

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
      throw refused instanceof RateLimiterRes ? tooMany(refused.msBeforeNext) : refused;
    });
  };
}

const tooMany = (waitMs: number) =>
  new ConvexError<AppError>({
    code: "too_many",
    message: `Too many tries from your network. Try again in ${waitWords(waitMs)}.`,
  });
