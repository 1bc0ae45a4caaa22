import { auditActions } from "../../../shared/audit-api";
import { mentions } from "../../../shared/mentions";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { removeValues, tellsOfPerson } from "./auditRemoval";
import { isSealed, sealNext } from "./auditSeal";
import { learntFrom } from "./formerWords";
import { place } from "./personPlace";
import type { WholePerson } from "./wholePerson";

type Event = Doc<"auditEvents">;

/** Actions in which operators write in their own words, or search for people. */
const worded = [
  ...["save view", "remove view", "settings"],
  ...[...auditActions.exports, ...auditActions.runs, ...auditActions.replays, ...auditActions.reconcile],
];

/** What happened to the person. Events stay, and their digests; values and their salts go (docs/audit.md). */
export const placesOfAudit = [
  // Their own come first, alone: they tell what the person was called before.
  place({
    table: "auditEvents",
    pageSize: 50,
    ranges: (db, { user, contactIds }) => [
      ...(user ? [db.query("auditEvents").withIndex("by_user", (q) => q.eq("user", user))] : []),
      ...contactIds.map((contactId) =>
        db.query("auditEvents").withIndex("by_contactId", (q) => q.eq("contactId", contactId)),
      ),
    ],
    forget: forgetEvent,
    learn: (event, person) => (isAbout(event, person) ? learntFrom(event.changes) : []),
    tell: tellEvent,
  }),
  place({
    table: "auditEvents",
    pageSize: 50,
    ranges: (db) =>
      worded.map((action) => db.query("auditEvents").withIndex("by_action", (q) => q.eq("action", action))),
    forget: forgetEvent,
    tell: tellEvent,
  }),
] as const;

/** A value that is not in the chain yet would leave nothing that proves the event, so that is seen to first. */
export async function forgetEvent(ctx: MutationCtx, event: Event, person: WholePerson): Promise<boolean> {
  if (!isSealed(event)) {
    await sealNext(ctx, true);
    return false;
  }
  const about = isAbout(event, person) ? tellsOfPerson(event) : () => false;
  await removeValues(ctx, event, (path, value) => about(path) || mentions(value, person.words));
  return true;
}

/** What an export has of an event: all of the person's own, and of others' that their words name the person. */
export function tellEvent(_: unknown, event: Event, person: WholePerson) {
  return isAbout(event, person) ? told(event) : toldIfNamed(event, person);
}

const isAbout = ({ user, contactId }: Event, person: WholePerson): boolean =>
  user !== undefined ? user === person.user : person.contactIds.includes(contactId ?? "");

/** Who works at the desk is somebody else's data. */
const told = ({ at, action, summary, outcome, changes, reason, webhook, actor }: Event) => ({
  ...{ at, action, summary, outcome, changes, reason, webhook },
  by: actor.kind,
});

function toldIfNamed(event: Event, person: WholePerson) {
  const { at, action, summary, reason, changes } = event;
  return mentions(JSON.stringify({ summary, reason, changes }), person.words)
    ? { at, action, by: event.actor.kind, names: "an operator's words name this person" }
    : null;
}
