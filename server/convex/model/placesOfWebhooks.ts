import { mentions } from "../../../shared/mentions";
import { rejectionCauses, webhookOutcomes } from "../../../shared/webhooks-api";
import type { Doc } from "../_generated/dataModel";
import type { DatabaseReader, MutationCtx, QueryCtx } from "../_generated/server";
import { learntFrom, learntOf } from "./formerWords";
import { place } from "./personPlace";
import { REMOVED } from "./placesOfWork";
import { idsOf, type WholePerson } from "./wholePerson";

/** Replays of one delivery that are looked at. */
const MOST_REPLAYS = 100;
/** Outcomes of events which may name people by their words alone. */
const worded = ["ignored", "failed", "stale"] as const;

/** What the backend told of the person. The record of each delivery stays, with its IDs and the hash of its body. */
export const placesOfWebhooks = [
  place({
    table: "webhookDeliveries",
    ranges: (db, person) => [...deliveriesOf(db, person), ...deliveriesOfNobody(db, person)],
    async forget(ctx, delivery, person) {
      if (!isAbout(delivery, person)) return;
      await ctx.db.patch("webhookDeliveries", delivery._id, {
        ...{ payload: "", data: undefined, changes: [] },
        contentRemovedAt: delivery.contentRemovedAt ?? Date.now(),
      });
      for (const replay of await replaysOf(ctx, delivery))
        await ctx.db.patch("webhookReplays", replay._id, { changes: [], reason: REMOVED, why: undefined });
    },
    learn: (delivery, person) =>
      isTheirs(delivery, person) ? [...learntOf(delivery.data ?? {}), ...learntFrom(delivery.changes)] : [],
    async tell(ctx, delivery, person) {
      if (!isAbout(delivery, person)) return null;
      const replays = await replaysOf(ctx, delivery);
      return { ...delivery, replays: replays.map(({ by: _by, byId: _id, ...replay }) => replay) };
    },
  }),
  place({
    table: "webhookAttempts",
    ranges: (db, person) => [...arrivalsOf(db, person), ...refused(db, person)],
    async forget(ctx, attempt, person) {
      if (attempt.rejectedBody && isNamedIn(attempt.rejectedBody, person)) await removeBody(ctx, attempt);
    },
    tell: (_, attempt, person) =>
      isArrivalOf(attempt, person) || isNamedIn(attempt.rejectedBody ?? "", person) ? attempt : null,
  }),
] as const;

function deliveriesOf(db: DatabaseReader, { user, contactIds, frontendUserIds }: WholePerson) {
  const deliveries = () => db.query("webhookDeliveries");
  return [
    ...(user ? [deliveries().withIndex("by_user", (q) => q.eq("user", user))] : []),
    ...contactIds.flatMap((contactId) =>
      webhookOutcomes.map((outcome) =>
        deliveries().withIndex("by_outcome_contactId", (q) =>
          q.eq("outcome", outcome).eq("contactId", contactId),
        ),
      ),
    ),
    ...frontendUserIds.map((id) =>
      deliveries().withIndex("by_frontendUserId_outcome_contactId", (q) => q.eq("frontendUserId", id)),
    ),
  ];
}

/**
 * Events of which nobody knew whom they are about. Of those that were told apart by an ID, only they are looked through
 * whose ID nobody has: all others are somebody's, and there is no end of them.
 */
function deliveriesOfNobody(db: DatabaseReader, { contentSince }: WholePerson) {
  const deliveries = () => db.query("webhookDeliveries");
  return [
    deliveries().withIndex("by_outcome_contactId", (q) =>
      q.eq("outcome", "unmatched").eq("contactId", undefined).gt("_creationTime", contentSince),
    ),
    ...worded.map((outcome) =>
      deliveries().withIndex("by_frontendUserId_outcome_contactId", (q) =>
        q
          .eq("frontendUserId", undefined)
          .eq("outcome", outcome)
          .eq("contactId", undefined)
          .gt("_creationTime", contentSince),
      ),
    ),
  ];
}

const isAbout = (delivery: Doc<"webhookDeliveries">, person: WholePerson) =>
  isTheirs(delivery, person) || isNamedIn(delivery.payload, person);

/** By an ID. What only names the person may bring somebody else's values. */
const isTheirs = (
  { user, contactId, frontendUserId }: Doc<"webhookDeliveries">,
  person: WholePerson,
): boolean =>
  (user !== undefined && user === person.user) ||
  person.contactIds.includes(contactId ?? "") ||
  person.frontendUserIds.includes(frontendUserId ?? "");

function arrivalsOf(db: DatabaseReader, { user, contactIds }: WholePerson) {
  const attempts = () => db.query("webhookAttempts");
  return [
    ...(user ? [attempts().withIndex("by_user_receivedAt", (q) => q.eq("user", user))] : []),
    ...contactIds.map((contactId) =>
      attempts().withIndex("by_contactId_receivedAt", (q) => q.eq("contactId", contactId)),
    ),
  ];
}

const isArrivalOf = ({ user, contactId }: Doc<"webhookAttempts">, person: WholePerson) =>
  (user !== undefined && user === person.user) || person.contactIds.includes(contactId ?? "");

/** Nobody knows whom a refused request was about: what it says is looked through. */
const refused = (db: DatabaseReader, { contentSince }: WholePerson) =>
  rejectionCauses.map((cause) =>
    db
      .query("webhookAttempts")
      .withIndex("by_outcome_cause_receivedAt", (q) =>
        q.eq("outcome", "rejected").eq("cause", cause).gt("receivedAt", contentSince),
      ),
  );

const isNamedIn = (text: string, person: WholePerson): boolean =>
  text !== "" && mentions(text, [...person.words, ...idsOf(person).map((id) => id.toLowerCase())]);

const removeBody = (ctx: MutationCtx, { _id }: Doc<"webhookAttempts">) =>
  ctx.db.patch("webhookAttempts", _id, { rejectedBody: undefined, contentRemovedAt: Date.now() });

const replaysOf = (ctx: QueryCtx, { _id }: Doc<"webhookDeliveries">) =>
  ctx.db
    .query("webhookReplays")
    .withIndex("by_delivery", (q) => q.eq("delivery", _id))
    .take(MOST_REPLAYS);
