import { setTimeout as sleep } from "node:timers/promises";
import { ConvexError } from "convex/values";
import type { ConvexCaller } from "../convex-client";
import { isOutage } from "../convex-outage";

/** The store refused what an attempt or a sweep had to ask or tell it. Neither the backend nor the person is to blame. */
export class StoreRefusal extends Error {
  override readonly name = "StoreRefusal";
}

/** Waits before the next tries, in ms: long enough for those to finish who wrote the same documents. */
const WAITS_MS = [50, 200, 800];

/**
 * Calls the store, again where it refused: a write conflict passes (a deployment tells of one as of an outage, by 503),
 * and giving up would send everything to the backend once more. Rejects with the outage when the store stays away, else
 * with a `StoreRefusal`.
 */
export async function insist<T>(call: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await call();
    } catch (error) {
      const waitMs = WAITS_MS[tries];
      const away = isOutage(error);
      if (away && waitMs === undefined) throw error;
      // What Tandem's own functions refuse on purpose comes as data, and they would say the same again.
      if (waitMs === undefined || (error instanceof ConvexError && !away))
        throw new StoreRefusal("The store refused a call.", { cause: error });
      await sleep(waitMs * (0.5 + Math.random()));
    }
  }
}

/** The store as one actor, each of whose calls insists. */
export const insistent = (convex: ConvexCaller): ConvexCaller => ({
  query: (...call) => insist(() => convex.query(...call)),
  mutation: (...call) => insist(() => convex.mutation(...call)),
});
