import { comparedFields } from "../../../shared/link-state";
import type { MutationCtx } from "../_generated/server";
import { patchContact } from "./contacts";
import type { EventData } from "./eventArgs";
import { matchUser } from "./match";
import type { Touched } from "./touched";
import type { User, UserFields } from "./users";

/** The compared fields an event mentions. What it does not mention has not changed; what it says is empty is gone. */
export function profileOf(data: EventData): Pick<Partial<UserFields>, (typeof comparedFields)[number]> {
  const said = comparedFields.filter((field) => data[field] !== undefined);
  return Object.fromEntries(said.map((field) => [field, data[field]?.trim() ? data[field] : undefined]));
}

/**
 * `user.updated` tells what the CRM now holds, so the mirror hears it too; else the link would look drifted. Not while
 * it is open whose contact it is.
 */
export async function mirrorProfile(
  ctx: MutationCtx,
  touched: Touched,
  user: User,
  { data, eventAt }: { data: EventData; eventAt: number },
): Promise<void> {
  const { other, match } = await matchUser(ctx, user);
  if (!other || other.updatedAt > eventAt) return;
  if (match.by === "reference" && !match.pair) return;
  await patchContact(ctx, touched, other, { ...profileOf(data), updatedAt: eventAt }, Date.now());
}
