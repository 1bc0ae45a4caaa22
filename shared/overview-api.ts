import { z } from "zod";
import { LateCheckouts } from "./desk-checkouts-api";
import { linkStates } from "./link-state";
import { SweepTrend } from "./reconcile-api";
import { SYNC_ERROR_CODES } from "./sync-errors";
import { WebhookHistogram } from "./webhooks-api";

/** The overview: input and output of the tRPC router `overview`. Times are ms since epoch. */
export const overviewRanges = ["24h", "7d", "30d"] as const;
export type OverviewRange = (typeof overviewRanges)[number];
export const OverviewInput = z.object({ range: z.enum(overviewRanges).default("24h") });

/** How many people are in each state, and since when the one who has been in it the longest; `null` while nobody is. */
export const LinkStatesNow = z.object({
  total: z.int(),
  states: z.record(z.enum(linkStates), z.object({ count: z.int(), oldestAt: z.number().nullable() })),
});
export type LinkStatesNow = z.infer<typeof LinkStatesNow>;

/** People whom one class of errors keeps from being linked, as `users.list` finds them by state and error class. */
export const ErrorGroup = z.object({
  code: z.enum(SYNC_ERROR_CODES),
  count: z.int(),
  oldestAt: z.number().nullable(),
});
export type ErrorGroup = z.infer<typeof ErrorGroup>;

/** `failed` need a person; `pending` are tried again by themselves. The most frequent first. */
export const ErrorGroups = z.object({ failed: z.array(ErrorGroup), pending: z.array(ErrorGroup) });
export type ErrorGroups = z.infer<typeof ErrorGroups>;

export const attemptOutcomes = ["succeeded", "failed"] as const;
const Attempts = z.record(z.enum(attemptOutcomes), z.int());

/** Attempts to sync somebody by how they ended, oldest first, empty buckets too. `at` is when a bucket begins. */
export const SyncHistogram = z.object({
  bucketMs: z.int(),
  buckets: z.array(z.object({ at: z.number(), counts: Attempts })),
  totals: Attempts,
});
export type SyncHistogram = z.infer<typeof SyncHistogram>;

/** How fast people are linked: within so many ms of the moment they were asked for. */
export const withinMs = { "60s": 60_000, "5min": 300_000, "1h": 3_600_000 } as const;
export const withinKeys = ["60s", "5min", "1h"] as const satisfies ReadonlyArray<keyof typeof withinMs>;

/**
 * Of those whom a registration, a change or a resync was to link in this time (`asked`), the people of runs left out, how
 * many were, and how fast: who was within 60 s was within 5 min too. Whoever is neither `linked` nor `gaveUp` waits still.
 */
export const Convergence = z.object({
  asked: z.int(),
  within: z.record(z.enum(withinKeys), z.int()),
  linked: z.int(),
  gaveUp: z.int(),
});
export type Convergence = z.infer<typeof Convergence>;

export const Overview = z.object({
  /** When this was read, by the server's clock. */
  at: z.number(),
  links: LinkStatesNow,
  errors: ErrorGroups,
  sync: SyncHistogram,
  convergence: Convergence,
  webhooks: WebhookHistogram.pick({ bucketMs: true, buckets: true, totals: true }),
  trend: SweepTrend,
  bookings: LateCheckouts,
});
export type Overview = z.infer<typeof Overview>;
