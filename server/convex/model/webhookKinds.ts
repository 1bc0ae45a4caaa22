import { stream, type QueryStream } from "convex-helpers/server/stream";
import { webhookOutcomes, type WebhookCause, type WebhookOutcome } from "../../../shared/webhooks-api";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import schema from "../schema";
import { causesByOutcome } from "./webhookFacts";
import type { WebhookFilter } from "./webhookFilterArgs";

export type Found = QueryStream<Doc<"webhookAttempts">>;

/** Ranges merged at most; of more pairs of a type and a cause, the causes are looked at row by row. */
const MOST_RANGES = 60;

/** The ranges of the index in which the arrivals of some outcomes, types and causes lie, each newest first. */
export function arrivalsOfKinds(ctx: QueryCtx, filter: WebhookFilter): Found[] {
  const during = duringOf(filter);
  const rows = () => stream(ctx.db, schema).query("webhookAttempts");
  const types = [...new Set(filter.types)];
  if (types.length > 0) return ofTypes(ctx, filter, types);
  if (!filter.outcomes?.length && !filter.causes?.length)
    return [
      rows()
        .withIndex("by_receivedAt", (q) => during(q))
        .order("desc"),
    ];
  return causedOf(filter).map(({ outcome, cause }) =>
    rows()
      .withIndex("by_outcome_cause_receivedAt", (q) => during(q.eq("outcome", outcome).eq("cause", cause)))
      .order("desc"),
  );
}

function ofTypes(ctx: QueryCtx, filter: WebhookFilter, types: string[]): Found[] {
  const during = duringOf(filter);
  const rows = () => stream(ctx.db, schema).query("webhookAttempts");
  const caused = causedOf(filter);
  if (filter.causes?.length && types.length * caused.length <= MOST_RANGES)
    return pairs(caused, types).map(([{ outcome, cause }, type]) =>
      rows()
        .withIndex("by_outcome_type_cause_receivedAt", (q) =>
          during(q.eq("outcome", outcome).eq("type", type).eq("cause", cause)),
        )
        .order("desc"),
    );
  return pairs(outcomesOf(filter), types).map(([outcome, type]) =>
    rows()
      .withIndex("by_outcome_type_receivedAt", (q) => during(q.eq("outcome", outcome).eq("type", type)))
      .order("desc"),
  );
}

/** Every outcome when none is asked for, but for those that cannot have the causes asked for. */
const outcomesOf = ({ outcomes, causes }: WebhookFilter): readonly WebhookOutcome[] =>
  (outcomes?.length ? [...new Set(outcomes)] : webhookOutcomes).filter(
    (outcome) => causesOf(outcome, causes).length > 0,
  );

/** The causes an outcome can have, or no cause: the values by which the index is read. */
function causesOf(
  outcome: WebhookOutcome,
  wanted: WebhookCause[] | undefined,
): Array<WebhookCause | undefined> {
  const possible = causesByOutcome[outcome] ?? [undefined];
  return possible.filter((cause) => !wanted?.length || (cause !== undefined && wanted.includes(cause)));
}

const causedOf = (filter: WebhookFilter) =>
  outcomesOf(filter).flatMap((outcome) =>
    causesOf(outcome, filter.causes).map((cause) => ({ outcome, cause })),
  );

const pairs = <One, Other>(ones: readonly One[], others: readonly Other[]) =>
  ones.flatMap((one) => others.map((other) => [one, other] as const));

/** Bounds a range of an index by the time of arrival, which all of them end with. */
export function duringOf({ from, to }: WebhookFilter) {
  return <Range extends Bounds>(q: Range): Range => {
    const since = from === undefined ? q : (q.gte("receivedAt", from) as Range);
    return to === undefined ? since : (since.lt("receivedAt", to) as Range);
  };
}

/** As far as it is needed of Convex's range builder, whose type is another one after each step. */
type Bounds = {
  gte(field: "receivedAt", at: number): unknown;
  lt(field: "receivedAt", at: number): unknown;
};
