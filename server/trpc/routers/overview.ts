import { Overview, OverviewInput, type OverviewRange } from "../../../shared/overview-api";
import type { WatchRange, WebhookHistogram } from "../../../shared/webhooks-api";
import { webhookOutcomes } from "../../../shared/webhooks-api";
import { api } from "../../convex/_generated/api";
import { router, shownProcedure } from "../trpc";

/** The shortest range of webhooks that holds the one asked for, and how many of its last bars that are. */
const barsOf: Record<OverviewRange, { range: WatchRange; bars: number }> = {
  "24h": { range: "24h", bars: 24 },
  "7d": { range: "7d", bars: 168 },
  "30d": { range: "90d", bars: 30 },
};

export const overviewRouter = router({
  get: shownProcedure("users.read")(Overview)
    .input(OverviewInput)
    .query(async ({ ctx, input: { range } }) => {
      const [now, work, webhooks, trend, bookings] = await Promise.all([
        ctx.convex.query(api.overview.now, {}),
        ctx.convex.query(api.overview.work, { range }),
        ctx.convex.query(api.webhookWatch.histogram, { range: barsOf[range].range }),
        ctx.convex.query(api.sweeps.trend, {}),
        ctx.convex.query(api.deskCheckouts.late, {}),
      ]);
      const shown = { webhooks: lastBars(webhooks, barsOf[range].bars), trend, bookings };
      return { at: Date.now(), ...now, ...work, ...shown };
    }),
});

function lastBars({ bucketMs, buckets }: WebhookHistogram, bars: number): Overview["webhooks"] {
  const last = buckets.slice(-bars);
  const sum = (outcome: (typeof webhookOutcomes)[number]) =>
    last.reduce((total, { counts }) => total + (counts[outcome] ?? 0), 0);
  return {
    bucketMs,
    buckets: last,
    totals: Object.fromEntries(webhookOutcomes.map((outcome) => [outcome, sum(outcome)])),
  };
}
