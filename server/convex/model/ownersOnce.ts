import type { FieldOwners } from "../../../shared/field-owners";
import type { QueryCtx } from "../_generated/server";
import { readOwners } from "./settings";
import type { Touched } from "./touched";

/** Each transaction has a `Touched` of its own, so what is known by it is forgotten with it. */
const known = new WeakMap<Touched, Promise<FieldOwners>>();

/** Who owns each compared field, read once in a transaction: a door of many webhooks asks again and again. */
export function ownersOnce(ctx: QueryCtx, touched: Touched): Promise<FieldOwners> {
  const read = known.get(touched) ?? readOwners(ctx);
  known.set(touched, read);
  return read;
}
