import { mergedStream, stream, type QueryStream } from "convex-helpers/server/stream";
import { webhookOutcomes, type WebhookCause, type WebhookOutcome } from "../../../shared/webhooks-api";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import schema from "../schema";
import { personById } from "./findPerson";
import { causesByOutcome } from "./webhookFacts";
import type { WebhookFilter } from "./webhookFilterArgs";

type Attempt = Doc<"webhookAttempts">;
type Found = QueryStream<Attempt>;

/** Event IDs that may begin with what was typed; who wants one of more types on. */
const MOST_EVENTS = 20;

/**
 * What a filter finds, newest first. It is read by the index that knows most of it, one range per value, merged; what
 * that index does not know is looked at row by row, so whoever pages bounds how many rows a page may read.
 */
export async function arrivalsFound(ctx: QueryCtx, filter: WebhookFilter): Promise<Found | null> {
  const ranges = await rangesOf(ctx, filter);
  if (ranges.length === 0) return null;
  const found = ranges.map((range) =>
    range.filterWith((attempt) => Promise.resolve(passes(filter, attempt))),
  );
  return found.length === 1 && found[0]
    ? found[0]
    : mergedStream(found, ["receivedAt", "_creationTime", "_id"]);
}

/** Whether a row has the outcome, the type and the cause asked for. The rest is known by the index. */
export function passes(
  { outcomes, types, causes }: Pick<WebhookFilter, "outcomes" | "types" | "causes">,
  { outcome, type, cause }: Attempt,
): boolean {
  const isAmong = (wanted: readonly string[] | undefined, value: string | undefined) =>
    !wanted?.length || (value !== undefined && wanted.includes(value));
  return isAmong(outcomes, outcome) && isAmong(types, type) && isAmong(causes, cause);
}

async function rangesOf(ctx: QueryCtx, filter: WebhookFilter): Promise<Found[]> {
  const rows = () => stream(ctx.db, schema).query("webhookAttempts");
  if (filter.eventId) return ofEvents(ctx, filter, filter.eventId);
  if (filter.person) return ofPerson(ctx, filter, filter.person);
  const during = duringOf(filter);
  if (filter.types?.length)
    return pairs(outcomesOf(filter), filter.types).map(([outcome, type]) =>
      rows()
        .withIndex("by_outcome_type_receivedAt", (q) => during(q.eq("outcome", outcome).eq("type", type)))
        .order("desc"),
    );
  if (filter.outcomes?.length || filter.causes?.length)
    return outcomesOf(filter)
      .flatMap((outcome) => causesOf(outcome, filter.causes).map((cause) => ({ outcome, cause })))
      .map(({ outcome, cause }) =>
        rows()
          .withIndex("by_outcome_cause_receivedAt", (q) =>
            during(q.eq("outcome", outcome).eq("cause", cause)),
          )
          .order("desc"),
      );
  return [
    rows()
      .withIndex("by_receivedAt", (q) => during(q))
      .order("desc"),
  ];
}

async function ofEvents(ctx: QueryCtx, filter: WebhookFilter, eventId: string): Promise<Found[]> {
  const deliveries = await ctx.db
    .query("webhookDeliveries")
    .withIndex("by_eventId", (q) => q.gte("eventId", eventId).lt("eventId", `${eventId}\uffff`))
    .take(MOST_EVENTS);
  const link = filter.person ? await personById(ctx, filter.person) : null;
  if (filter.person && !link) return [];
  const during = duringOf(filter);
  return deliveries
    .filter(({ user, contactId }) => !link || isOf(link, { user, contactId }))
    .map(({ _id }) =>
      stream(ctx.db, schema)
        .query("webhookAttempts")
        .withIndex("by_delivery", (q) => during(q.eq("delivery", _id)))
        .order("desc"),
    );
}

type About = { user?: Id<"users"> | undefined; contactId?: string | undefined };

const isOf = (person: About, { user, contactId }: About): boolean =>
  (person.user !== undefined && person.user === user) ||
  (person.contactId !== undefined && person.contactId === contactId);

/** Of both sides of the person; a row that names both is among the user's. */
async function ofPerson(ctx: QueryCtx, filter: WebhookFilter, person: string): Promise<Found[]> {
  const link = await personById(ctx, person);
  const { user, contactId } = link ?? {};
  const rows = () => stream(ctx.db, schema).query("webhookAttempts");
  const during = duringOf(filter);
  const ofUser = rows()
    .withIndex("by_user_receivedAt", (q) => during(q.eq("user", user)))
    .order("desc");
  const ofContact = rows()
    .withIndex("by_contactId_receivedAt", (q) => during(q.eq("contactId", contactId)))
    .order("desc")
    .filterWith((attempt) => Promise.resolve(attempt.user === undefined || attempt.user !== user));
  return [...(user ? [ofUser] : []), ...(contactId ? [ofContact] : [])];
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

const pairs = <One, Other>(ones: readonly One[], others: readonly Other[]) =>
  ones.flatMap((one) => [...new Set(others)].map((other) => [one, other] as const));

/** Bounds a range of an index by the time of arrival, which all of them end with. */
function duringOf({ from, to }: WebhookFilter) {
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
