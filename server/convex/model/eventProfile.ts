import { comparedFields } from "../../../shared/link-state";
import type { MutationCtx } from "../_generated/server";
import { patchContact } from "./contacts";
import type { EventData } from "./eventArgs";
import { decidedBy, heardSince, hearOf, isSame } from "./eventClocks";
import { contactOf } from "./contactOfUser";
import { newTouched, type Touched } from "./touched";
import type { User, UserFields } from "./users";

type Profile = Pick<Partial<UserFields>, (typeof comparedFields)[number]>;

/** The compared fields an event mentions. What it does not mention has not changed; what it says is empty is gone. */
export function profileOf(data: EventData): Profile {
  const said = comparedFields.filter((field) => data[field] !== undefined);
  return Object.fromEntries(said.map((field) => [field, data[field]?.trim() ? data[field] : undefined]));
}

/** The part of an object that these keys name. */
export const only = <T extends object>(whole: T, keys: readonly string[]): Partial<T> =>
  Object.fromEntries(Object.entries(whole).filter(([key]) => keys.includes(key))) as Partial<T>;

/**
 * `user.updated` tells what the CRM now holds, so the mirror hears it too, field by field, unless it has heard something
 * newer of that field; else the link would look drifted. Not while it is open whose contact it is. Called when either
 * side has heard something, so that it does not matter which of the two came first. `told`: what the account would be by
 * an event that it cannot follow.
 */
export async function mirrorHeard(
  ctx: MutationCtx,
  touched: Touched,
  user: User,
  told: User = user,
): Promise<void> {
  const marks = Object.entries(heardSince(told.heard, told.profileUpdatedAt).fields);
  if (marks.length === 0) return;
  const other = await contactOf(ctx, touched, user);
  if (!other) return;
  let known = heardSince(other.heard, other.updatedAt);
  const patch: Profile = {};
  for (const [field, mark] of marks) {
    if (isSame(known.fields[field], mark)) continue;
    if (decidedBy(known, mark, [field]).length === 0) continue;
    known = hearOf(known, mark, [field]);
    Object.assign(patch, { [field]: told[field as keyof Profile] });
  }
  if (Object.keys(patch).length === 0) return;
  // A pair is on one row, the user's, and these fields decide nothing about who belongs to whom.
  touched.users.add(user._id);
  const neighbourhood = touched.pairs.has(user._id) ? newTouched() : touched;
  await patchContact(ctx, neighbourhood, other, { ...patch, updatedAt: known.at, heard: known }, Date.now());
}
