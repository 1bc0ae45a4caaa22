import { z } from "zod";

const CHAOS_MODES = [
  "ok",
  "down",
  "error",
  "slow",
  "refuse",
  "rate_limited",
  "unauthorized",
  "garbage",
] as const;

/**
 * Which fault strikes which requests of `/api/v1`.
 * - `down`: the connection is destroyed without an answer; `error`: 500; `slow`: nothing but the delay;
 *   `refuse`: 200 with `success: false` and `code`; `rate_limited`: 429 with `Retry-After`; `unauthorized`: 401, as if the key had been revoked;
 *   `garbage`: 200 with HTML.
 * - `phase` "after" lets the work be done first, so that only its answer is lost. `slow` always comes before it.
 */
export const chaosSettingsSchema = z.strictObject({
  mode: z.enum(CHAOS_MODES),
  /** Waits this long first, in any mode but `ok`; 10 s by default for `slow`. Milliseconds. */
  delayMs: z.number().int().min(0).max(600_000).optional(),
  /** The part of the requests that is struck, 0..1. */
  share: z.number().min(0).max(1).default(1),
  retryAfterS: z.number().int().min(0).max(86_400).default(1),
  /** When the fault ends by itself, Unix milliseconds. */
  untilMs: z.number().int().optional(),
  /** The code of `refuse`; without one the backend gives no reason. */
  code: z.string().max(64).optional(),
  phase: z.enum(["before", "after"]).default("before"),
  /** Strikes only requests about people whose e-mail contains this, whatever the case. */
  match: z.strictObject({ email: z.string().min(1) }).optional(),
});

export type ChaosSettings = z.output<typeof chaosSettingsSchema>;
export type ChaosInput = z.input<typeof chaosSettingsSchema>;
