import { z } from "zod";
import { SYNC_ERROR_CODES } from "./sync-errors";
import { Plain } from "./personal";

/** The gate in front of the backend, as people and programs see it. All times in ms since epoch. */

/** `closed`: all is well. `open`: the backend is left alone. `half_open`: one call may try whether it is back. */
export const breakerStates = ["closed", "open", "half_open"] as const;

export const BreakerView = z.object({
  state: z.enum(breakerStates),
  /** When it left `closed`; null while it is closed. A failed probe does not begin the outage anew. */
  since: z.number().nullable(),
  /** What the last failed call met; null while it is closed. */
  cause: z.enum(SYNC_ERROR_CODES).nullable(),
  /** From when on the next call may try; null while it is closed. */
  probeAt: z.number().nullable(),
});
export type BreakerView = z.infer<typeof BreakerView>;

/** How long everybody waits after a 429 without a time, and the least and the most that one is believed. In ms. */
const USUAL_HOLD_MS = 5_000;
const SHORTEST_HOLD_MS = 1_000;
const LONGEST_HOLD_MS = 3_600_000;

/** For how long nobody asks a backend that wants to be left alone, in ms. */
export const holdMs = (retryAfterMs = USUAL_HOLD_MS): number =>
  Math.min(Math.max(retryAfterMs, SHORTEST_HOLD_MS), LONGEST_HOLD_MS);

/** What stands between Tandem and the backend in this server process. */
export const GateState = z.object({
  breaker: BreakerView,
  /** The backend asked everybody to wait until then; null when it did not. */
  heldUntil: z.number().nullable(),
  rate: z.object({
    perMinute: z.number(),
    burst: z.number(),
    /** Calls that may be made at once. */
    tokens: z.number(),
    /** Calls that wait for their turn. */
    waiting: z.object({ live: z.int(), bulk: z.int() }),
  }),
});
export type GateState = z.infer<typeof GateState>;

/** Why nothing is sent to the backend until a person says so: it refused Tandem's key. */
export const LaneCause = z.object({
  httpStatus: z.int().nullable(),
  /** One sentence for people, without personal data. */
  message: Plain,
});

/** Whether work for the backend is paused, for all servers. `paused` is null while it goes on. */
export const LaneView = z.object({
  paused: z.object({ at: z.number(), cause: LaneCause }).nullable(),
  /** The last time somebody let it go on. */
  resumed: z.object({ at: z.number(), by: Plain }).nullable(),
});
export type LaneView = z.infer<typeof LaneView>;
