import { v, type Infer } from "convex/values";

/**
 * Who has the last word. Events come late, twice and out of order, and one may tell of some fields only; so it is kept
 * for each field which event decided it, and the state is that of the history whatever the order of arrival.
 */

/** When something was decided (ms, by the backend's clock) and by which event: of two at one moment the greater ID wins. */
export const mark = v.object({ at: v.number(), by: v.string() });
export type Mark = Infer<typeof mark>;

/**
 * What events have decided of one side. `at`: the side's own time of change when this was written; another one means
 * that somebody else has changed the side since, and then nothing older than that counts. `floor`: up to when the whole
 * side was known before any event spoke of it.
 */
export const heard = v.object({ at: v.number(), floor: v.number(), fields: v.record(v.string(), mark) });
export type Heard = Infer<typeof heard>;

/** Whether what `one` says holds against `other`. The same event again does. */
export const holdsAgainst = (one: Mark, other: Mark | undefined): boolean =>
  !other || one.at > other.at || (one.at === other.at && one.by >= other.by);

/** What counts now of a side that was changed at `changedAt`. */
export function heardSince(known: Heard | undefined, changedAt: number): Heard {
  return known?.at === changedAt ? known : { at: changedAt, floor: changedAt, fields: {} };
}

/** Those of the fields that this event decides. */
export function decidedBy<Field extends string>(
  { floor, fields }: Heard,
  event: Mark,
  said: Field[],
): Field[] {
  return said.filter((field) => event.at >= floor && holdsAgainst(event, fields[field]));
}

export const isSame = (one: Mark | undefined, other: Mark): boolean =>
  one?.at === other.at && one.by === other.by;

/** What counts once an event has decided these fields; the very same when it had done so before. */
export function hearOf(known: Heard, event: Mark, decided: string[]): Heard {
  if (known.at >= event.at && decided.every((field) => isSame(known.fields[field], event))) return known;
  const fields = { ...known.fields, ...Object.fromEntries(decided.map((field) => [field, event])) };
  return { at: Math.max(known.at, event.at), floor: known.floor, fields };
}
