import type { RepairName } from "../../../shared/person-actions";
import { fail } from "../functions";
import type { QueryCtx } from "../_generated/server";
import { personById } from "./findPerson";
import type { Link } from "./linkRow";
import { nobody } from "./nobody";
import { isWantedByOther } from "./otherClaims";
import { repairsFor, type Person } from "./repairAvailability";

/** The person that an ID names, with both sides. Fails with `not_found` on `id`. */
export async function requirePerson(ctx: QueryCtx, id: string): Promise<Person> {
  const link = await personById(ctx, id);
  if (!link) throw await nobody(ctx, id);
  return personOf(ctx, link);
}

/** Both sides of a row, and who else wants the contact. */
export async function personOf(ctx: QueryCtx, link: Link): Promise<Person> {
  const user = link.user ? await ctx.db.get("users", link.user) : null;
  const contact = link.contact ? await ctx.db.get("contacts", link.contact) : null;
  const wantedByOther = user && contact ? await isWantedByOther(ctx, user, contact) : false;
  return { link, user, contact, wantedByOther };
}

/** The same, if this repair makes sense for them now; else `conflict`, saying why not. */
export async function personForRepair(ctx: QueryCtx, repair: RepairName, id: string): Promise<Person> {
  const person = await requirePerson(ctx, id);
  const { allowed, why } = repairsFor(person)[repair];
  if (!allowed) throw fail({ code: "conflict", field: "id", message: why ?? "This cannot be done now." });
  return person;
}
