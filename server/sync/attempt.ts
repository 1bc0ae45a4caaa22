import type { FunctionArgs } from "convex/server";
import type { api } from "../convex/_generated/api";
import type { ConvexCaller } from "../convex-client";
import { isOutage } from "../convex-outage";
import { isCrmError, type CallOptions, type Crm, type CrmCall } from "../crm/port";
import type { Logger } from "../log";
import { StoreRefusal } from "./insist";
import { perform } from "./perform";
import { sidesOf } from "./perform/sides";
import type { Settlement } from "./settler";
import type { Work } from "./work";

export type AttemptDeps = { convex: ConvexCaller; crm: Crm; log: Logger };
type Outcome = FunctionArgs<typeof api.jobs.settle>["settlements"][number]["outcome"];

/**
 * An attempt of which nothing is to be booked. `given back`: it was called off, Tandem's own gate held a call back, or
 * the store is away; what was done before can be done again. `left`: the store refuses what it has to ask or tell, again
 * and again; its lease runs out, so that it counts and does not go on for ever, and the backend is not blamed.
 */
export type Unbooked = "given back" | "left";

/** One attempt at the backend. Answers what is to be booked, if anything is. Never rejects. */
export async function runAttempt(
  deps: AttemptDeps,
  work: Work,
  signal: AbortSignal,
): Promise<Settlement | Unbooked> {
  const { jobId, attempt } = work;
  const startedAt = Date.now();
  let lastCall: CrmCall | undefined;
  const options = { lane: work.lane, signal, onCall: (call: CrmCall) => void (lastCall = call) };
  const outcome = await tryOnce(deps, work, options);
  if (typeof outcome === "string") return outcome;
  const timing = { startedAt, durationMs: Date.now() - startedAt, httpStatus: lastCall?.httpStatus };
  return { jobId, attempt, timing, outcome };
}

async function tryOnce(
  { convex, crm, log }: AttemptDeps,
  work: Work,
  options: CallOptions & { signal: AbortSignal },
): Promise<Outcome | Unbooked> {
  try {
    const now = () => Date.now() + (work.clockAheadMs ?? 0);
    const sides = sidesOf(convex, crm, now);
    const achieved = await perform[work.kind](sides, work, options);
    const readBackAt = (achieved.contact && sides.askedAt(achieved.contact.crmId)) ?? now();
    return { ok: true, ...achieved, readBackAt, userUpdatedAt: work.user.profileUpdatedAt };
  } catch (error) {
    if (options.signal.aborted || isOutage(error)) return "given back";
    if (error instanceof StoreRefusal) {
      log.error(
        { jobId: work.jobId, reason: reasonOf(error.cause) },
        "the store refuses what an attempt needs",
      );
      return "left";
    }
    if (!isCrmError(error)) log.error({ jobId: work.jobId, reason: reasonOf(error) }, "an attempt broke");
    const { code, message, retryAfterMs, heldBack } = isCrmError(error) ? error.toJSON() : unreadable;
    return heldBack ? "given back" : { ok: false, code, message, retryAfterMs };
  }
}

const unreadable = {
  code: "invalid_response" as const,
  message: "Tandem could not make sense of the backend's answer.",
  retryAfterMs: undefined,
  heldBack: undefined,
};

/** What may be logged of an unexpected error: its kind, and no text that could hold personal data. */
export const reasonOf = (error: unknown) => (error instanceof Error ? error.name : typeof error);
