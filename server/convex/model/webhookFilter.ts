import { mergedStream, stream } from "convex-helpers/server/stream";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import schema from "../schema";
import { personById } from "./findPerson";
import type { WebhookFilter } from "./webhookFilterArgs";
import { arrivalsOfKinds, duringOf, type Found } from "./webhookKinds";

type Attempt = Doc<"webhookAttempts">;

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
  if (found.length === 1 && found[0]) return found[0];
  return mergedStream(found, ["receivedAt", "_creationTime", "_id"]).filterWith(notTheSameAgain());
}

/** A row that stands in two of the merged ranges comes twice, one right after the other. */
function notTheSameAgain() {
  let last: Id<"webhookAttempts"> | null = null;
  return async ({ _id }: Attempt) => {
    const isNew = _id !== last;
    last = _id;
    return isNew;
  };
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
  if (filter.eventId) return ofEvents(ctx, filter, filter.eventId);
  if (filter.person) return ofPerson(ctx, filter, filter.person);
  return arrivalsOfKinds(ctx, filter);
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

/**
 * The newest about a person, for whoever wants so many at once and not page by page: each side is read in one go, which
 * takes a third of the time that merging row by row takes.
 */
export async function newestAbout(
  ctx: QueryCtx,
  person: string,
  during: Pick<WebhookFilter, "from" | "to">,
  limit: number,
): Promise<Attempt[]> {
  const { user, contactId } = (await personById(ctx, person)) ?? {};
  const within = duringOf(during);
  const rows = () => ctx.db.query("webhookAttempts");
  const ofUser = rows().withIndex("by_user_receivedAt", (q) => within(q.eq("user", user)));
  const ofContact = rows().withIndex("by_contactId_receivedAt", (q) => within(q.eq("contactId", contactId)));
  const found = [
    ...(user ? await ofUser.order("desc").take(limit) : []),
    ...(contactId ? await ofContact.order("desc").take(limit) : []),
  ];
  const once = [...new Map(found.map((attempt) => [attempt._id, attempt])).values()];
  return once.sort((one, other) => other.receivedAt - one.receivedAt).slice(0, limit);
}

/** Of both sides of the person: a row that names both is in both ranges, and taking it out of one would read all of that. */
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
    .order("desc");
  return [...(user ? [ofUser] : []), ...(contactId ? [ofContact] : [])];
}
