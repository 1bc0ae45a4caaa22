import type { QueryCtx } from "../_generated/server";
import type { Touched } from "./touched";

/**
 * Reads something once in a transaction, for what is asked of every webhook or contact of many. Each transaction has a
 * `Touched` of its own, so what is known by it is forgotten with it.
 */
export function once<Read>(read: (ctx: QueryCtx) => Promise<Read>) {
  const known = new WeakMap<Touched, Promise<Read>>();
  return (ctx: QueryCtx, touched: Touched): Promise<Read> => {
    const found = known.get(touched) ?? read(ctx);
    known.set(touched, found);
    return found;
  };
}
