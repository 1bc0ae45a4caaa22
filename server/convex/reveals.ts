import { v } from "convex/values";
import { fieldName } from "../../shared/field-names";
import { revealFields, revealSides, type RevealField } from "../../shared/reveal-api";
import { guardedMutation } from "./functions";
import { recordEvent } from "./model/audit";
import { requirePerson } from "./model/personForRepair";
import type { Person } from "./model/repairAvailability";
import { oneOf } from "./model/selectionArgs";

const places = { row: "the list", convex: "Convex", crm: "the CRM" };

/** One value of one person, for who sees it masked. The audit tells who looked at which, and not what it was. */
export const reveal = guardedMutation("pii.reveal")({
  args: { id: v.string(), side: oneOf(revealSides), field: oneOf(revealFields), requestId: v.string() },
  returns: v.object({ value: v.union(v.string(), v.null()) }),
  handler: async (ctx, { id, side, field, requestId }) => {
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

function valueOf(
  { link, user, contact }: Person,
  side: keyof typeof places,
  field: RevealField,
): string | null {
  const holder: Partial<Record<RevealField, string>> | null = { row: link, convex: user, crm: contact }[side];
  return holder?.[field] ?? null;
}
