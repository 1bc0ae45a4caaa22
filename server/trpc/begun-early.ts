import { setImmediate as afterThat } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Asking } from "../auth/identify";
import type { Context } from "./context";

type Early = Pick<Context, "convexAs" | "operator"> & { confirm: NonNullable<Asking["confirm"]> };

/**
 * Carries a query out while the store is still being asked who is asking: one after the other took a fourth of the time
 * of a short answer. What was answered is handed out if they are who they were a moment ago; if not it is thrown away, and
 * the query carried out as who they are now. Until that is known nothing is written.
 */
export async function begunEarly<Answer>(
  { operator, convexAs, confirm }: Early,
  carryOut: (changed: Partial<Pick<Context, "convexAs" | "operator">>) => Promise<Answer>,
): Promise<Answer> {
  const confirmed = async () => isDeepStrictEqual(await confirm(), operator);
  const early = carryOut({ convexAs: writingOnce(confirmed, convexAs) });
  // How it fails matters only once it is handed out.
  early.catch(() => undefined);
  // Behind the query: the store answers what comes first first, and it is the answer that takes long to pass on.
  await afterThat();
  return (await confirmed()) ? early : carryOut({ operator: await confirm() });
}

const writingOnce =
  (confirmed: () => Promise<boolean>, convexAs: Context["convexAs"]): Context["convexAs"] =>
  (actor) => {
    const caller = convexAs(actor);
    return {
      query: caller.query,
      async mutation(mutation, ...args) {
        if (!(await confirmed())) throw new Error("Nothing is written for who does not ask any more.");
        return caller.mutation(mutation, ...args);
      },
    };
  };
