import type { FunctionArgs } from "convex/server";
import type { api } from "../convex/_generated/api";
import type { ConvexCaller } from "../convex-client";
import { isOutage } from "../convex-outage";
import { isCrmError, type CallOptions, type Crm, type CrmCall } from "../crm/port";
import type { Logger } from "../log";
import { perform } from "./perform";
import { sidesOf } from "./perform/sides";
import type { Settlement } from "./settler";
import type { Work } from "./work";

export type AttemptDeps = { convex: ConvexCaller; crm: Crm; log: Logger };
type Outcome = FunctionArgs<typeof api.jobs.settle>["settlements"][number]["outcome"];

/**
 * One attempt at the backend. Answers what is to be booked, or `null` when it was called off, or when Tandem's own gate
 * held a call back: then the backend was not asked, and what was done before can be done again. Never rejects.
 */
export async function runAttempt(
  deps: AttemptDeps,
  work: Work,
  signal: AbortSignal,
): Promise<Settlement | null> {
  const { jobId, attempt } = work;
  const startedAt = Date.now();
  let lastCall: CrmCall | undefined;
  const options = { lane: work.lane, signal, onCall: (call: CrmCall) => void (lastCall = call) };
  const outcome = await tryOnce(deps, work, options);
  if (outcome === null) return null;
  const timing = { startedAt, durationMs: Date.now() - startedAt, httpStatus: lastCall?.httpStatus };
  return { jobId, attempt, timing, outcome };
}

async function tryOnce(
  { convex, crm, log }: AttemptDeps,
  work: Work,
  options: CallOptions & { signal: AbortSignal },
): Promise<Outcome | null> {
  try {
    const now = () => Date.now() + (work.clockAheadMs ?? 0);
    const sides = sidesOf(convex, crm, now);
    const achieved = await perform[work.kind](sides, work, options);
    const readBackAt = (achieved.contact && sides.askedAt(achieved.contact.crmId)) ?? now();
    return { ok: true, ...achieved, readBackAt, userUpdatedAt: work.user.profileUpdatedAt };
  } catch (error) {
    if (options.signal.aborted || isOutage(error)) return null;
    if (!isCrmError(error)) log.error({ jobId: work.jobId, reason: reasonOf(error) }, "an attempt broke");
    const { code, message, retryAfterMs, heldBack } = isCrmError(error) ? error.toJSON() : unreadable;
    return heldBack ? null : { ok: false, code, message, retryAfterMs };
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
