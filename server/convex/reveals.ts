import { v } from "convex/values";
import { fieldName } from "../../shared/field-names";
import { revealFields, revealSides, type RevealField } from "../../shared/reveal-api";
import { refusals } from "../../shared/refusals";
import type { MutationCtx } from "./_generated/server";
import { type Actor, fail, guardedMutation } from "./functions";
import { recordEvent } from "./model/audit";
import { requirePerson } from "./model/personForRepair";
import type { Person } from "./model/repairAvailability";
import { takeOne } from "./model/portalLimits";
import { oneOf } from "./model/selectionArgs";
import { readSettings } from "./model/settings";

const places = { row: "the list", convex: "Convex", crm: "the CRM" };

/** One value of one person, for who sees it masked. The audit tells who looked at which, and not what it was. */
export const reveal = guardedMutation("pii.reveal")({
  args: { id: v.string(), side: oneOf(revealSides), field: oneOf(revealFields), requestId: v.string() },
  returns: v.object({ value: v.union(v.string(), v.null()) }),
  handler: async (ctx, { id, side, field, requestId }) => {
    await countReveal(ctx);
    const person = await requirePerson(ctx, id);
    const { user, contact } = person;
    await recordEvent(ctx, {
      ...{ actor: ctx.actor, action: "reveal", requestId },
      summary: `Looked at the ${fieldName(field)} in ${places[side]}.`,
      user: user?._id,
      contactId: user ? undefined : contact?.crmId,
    });
    return { value: valueOf(person, side, field) };
  },
});

/** One value helps one person; who could look at any number would see as much as if nothing were masked. */
async function countReveal(ctx: MutationCtx & { actor: Actor }): Promise<void> {
  const { revealsPerHour: most } = (await readSettings(ctx)).settings.access;
  if (most === 0) throw fail({ code: "forbidden", message: refusals.noReveals });
  // Another limit counts anew: a lower one would else hold only when the hour is over.
  const waitMs = await takeOne(ctx, { name: "revealed", key: `${ctx.actor.id} ${most}`, most });
  if (waitMs === 0) return;
  const wait = `${Math.ceil(waitMs / 60_000)} min`;
  throw fail({ code: "too_many", message: refusals.manyReveals.replace("{wait}", wait) });
}

function valueOf(
  { link, user, contact }: Person,
  side: keyof typeof places,
  field: RevealField,
): string | null {
  const holder: Partial<Record<RevealField, string>> | null = { row: link, convex: user, crm: contact }[side];
  return holder?.[field] ?? null;
}
