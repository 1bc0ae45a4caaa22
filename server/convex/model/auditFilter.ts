import { mergedStream, stream, type QueryStream } from "convex-helpers/server/stream";
import { v, type Infer } from "convex/values";
import { actorsThemselves } from "../../../shared/audit-api";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import schema from "../schema";
import { personById } from "./findPerson";

/** The filter of `audit.list`. */
export const auditFilterArgs = {
  actors: v.optional(v.array(v.string())),
  actions: v.optional(v.array(v.string())),
  about: v.optional(v.string()),
  requestId: v.optional(v.string()),
  from: v.optional(v.number()),
  to: v.optional(v.number()),
};
export const auditFilter = v.object(auditFilterArgs);
export type AuditFilter = Infer<typeof auditFilter>;

type AuditEvent = Doc<"auditEvents">;
type Found = QueryStream<AuditEvent>;
/** Whose events are asked for: an account's, a contact's, or those of a run, replay or sweep. */
type About = { user?: Id<"users"> | undefined; contactId?: string | undefined; target: string };

/** Ranges merged at most; where there would be more, every event is looked at. */
const MOST_RANGES = 60;

/**
 * What a filter finds, newest first. The index leads that is likely to find least: a request, a target, people who act,
 * actions, in this order. The rest is looked at event by event, so whoever pages bounds how many a page may read.
 */
export async function eventsFound(ctx: QueryCtx, filter: AuditFilter): Promise<Found | null> {
  const about = filter.about === undefined ? null : await whatIsMeant(ctx, filter.about);
  const ranges = await rangesOf(ctx, filter, about);
  const found = ranges.map((range) =>
    range.filterWith((event) => Promise.resolve(passes(filter, about, event))),
  );
  if (found.length < 2) return found[0] ?? null;
  return mergedStream(found, ["at", "_creationTime", "_id"]);
}

async function rangesOf(ctx: QueryCtx, filter: AuditFilter, about: About | null): Promise<Found[]> {
  const { requestId, actors, actions = [] } = filter;
  const during = duringOf(filter);
  const events = () => stream(ctx.db, schema).query("auditEvents");
  if (requestId !== undefined)
    return [
      events()
        .withIndex("by_requestId", (q) => during(q.eq("requestId", requestId)))
        .order("desc"),
    ];
  if (about) return aboutRanges(ctx, filter, about);
  const ids = actors?.length ? await actorIds(ctx, actors) : null;
  const named = [...new Set(actions)];
  if (ids && (named.length === 0 || !ids.some(isBusy)))
    return ids.map((id) =>
      events()
        .withIndex("by_actor", (q) => during(q.eq("actor.id", id)))
        .order("desc"),
    );
  if (named.length > 0 && named.length <= MOST_RANGES)
    return named.map((action) =>
      events()
        .withIndex("by_action", (q) => during(q.eq("action", action)))
        .order("desc"),
    );
  return [
    events()
      .withIndex("by_at", (q) => during(q))
      .order("desc"),
  ];
}

/** Of both sides of a person, and of what else has the ID; an event that names both sides is among the user's. */
function aboutRanges(ctx: QueryCtx, filter: AuditFilter, { user, contactId, target }: About): Found[] {
  const during = duringOf(filter);
  const events = () => stream(ctx.db, schema).query("auditEvents");
  const ofUser = events()
    .withIndex("by_user", (q) => during(q.eq("user", user)))
    .order("desc");
  const ofContact = events()
    .withIndex("by_contactId", (q) => during(q.eq("contactId", contactId)))
    .order("desc")
    .filterWith((event) => Promise.resolve(event.user === undefined || event.user !== user));
  const ofTarget = events()
    .withIndex("by_target", (q) => during(q.eq("target.id", target)))
    .order("desc");
  return [...(user ? [ofUser] : []), ...(contactId ? [ofContact] : []), ofTarget];
}

/** An ID that names nobody who is there may be of a contact that was. */
async function whatIsMeant(ctx: QueryCtx, id: string): Promise<About> {
  const link = await personById(ctx, id);
  if (link) return { user: link.user, contactId: link.contactId, target: id };
  return { user: ctx.db.normalizeId("users", id) ?? undefined, contactId: id, target: id };
}

const isBusy = (id: string) => actorsThemselves.some((busy) => busy === id);

/** The actors by their IDs, or `null` where no index knows them: members are as many as users. */
async function actorIds(ctx: QueryCtx, actors: string[]): Promise<string[] | null> {
  if (actors.includes("members")) return null;
  const all = actors.includes("operators") ? await ctx.db.query("operators").take(MOST_RANGES) : [];
  const ids = new Set([...actors.filter((actor) => actor !== "operators"), ...all.map(({ _id }) => _id)]);
  return all.length === MOST_RANGES || ids.size > MOST_RANGES ? null : [...ids];
}

function passes(filter: AuditFilter, about: About | null, event: AuditEvent): boolean {
  const { actors, actions, requestId, from = -Infinity, to = Infinity } = filter;
  return (
    (!actors?.length || actors.some((actor) => isBy(actor, event))) &&
    (!actions?.length || actions.includes(event.action)) &&
    (requestId === undefined || event.requestId === requestId) &&
    (!about || isAbout(about, event)) &&
    event.at >= from &&
    event.at < to
  );
}

function isBy(wanted: string, { actor }: AuditEvent): boolean {
  if (wanted === "operators") return actor.kind === "operator";
  if (wanted === "members") return actor.kind === "member";
  return actor.id === wanted;
}

const isAbout = (about: About, { user, contactId, target }: AuditEvent): boolean =>
  (user !== undefined && user === about.user) ||
  (contactId !== undefined && contactId === about.contactId) ||
  target?.id === about.target;

/** Bounds a range of an index by the time, which all of them end with. */
function duringOf({ from, to }: AuditFilter) {
  return <Range extends Bounds>(q: Range): Range => {
    const since = from === undefined ? q : (q.gte("at", from) as Range);
    return to === undefined ? since : (since.lt("at", to) as Range);
  };
}

/** As far as it is needed of Convex's range builder, whose type is another one after each step. */
type Bounds = {
  gte(field: "at", at: number): unknown;
  lt(field: "at", at: number): unknown;
};
