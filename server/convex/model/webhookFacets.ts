import { webhookOutcomes, type WebhookFacets } from "../../../shared/webhooks-api";
import type { QueryCtx } from "../_generated/server";
import { knowsTypes, ofTypes, sumOf } from "./bucketCounts";
import { countArrivals } from "./countedArrivals";
import { causesPassing, passing } from "./webhookFacts";
import type { WebhookFilter } from "./webhookFilterArgs";
import { typeTotals } from "./webhookTypes";

/**
 * How many there are of each outcome, cause and type under everything else that the log is narrowed to: so each number is
 * what choosing it would find.
 */
export async function facetsOf(ctx: QueryCtx, filter: WebhookFilter): Promise<WebhookFacets> {
  const { outcomes: _outcomes, types: _types, causes: _causes, ...narrowed } = filter;
  const { counted, exact } = await countArrivals(ctx, narrowed);
  const ofType = ofTypes(counted, filter);
  const { outcomes, causes } = filter;
  const byOutcome = passing(ofType, { causes });
  const byType = new Map(counted.types.map(({ type, counts }) => [type, sumOf(passing(counts, filter))]));
  const { types } = await typeTotals(ctx);
  return {
    outcomes: Object.fromEntries(
      webhookOutcomes.map((outcome) => [outcome, byOutcome[outcome] ?? 0]),
    ) as WebhookFacets["outcomes"],
    causes: causesPassing(ofType, { outcomes }),
    types: types.map(({ type }) => ({ type, count: byType.get(type) ?? 0 })),
    exact: exact && knowsTypes(counted),
  };
}
