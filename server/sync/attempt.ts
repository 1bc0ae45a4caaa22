import type { FunctionArgs } from "convex/server";
import { api } from "../convex/_generated/api";
import type { ConvexCaller } from "../convex-client";
import { isCrmError, type Crm, type CrmCall } from "../crm/port";
import type { Logger } from "../log";
import { perform } from "./perform";
import { sidesOf } from "./perform/sides";
import type { Work } from "./work";

export type AttemptDeps = { convex: ConvexCaller; crm: Crm; log: Logger };
type Outcome = FunctionArgs<typeof api.jobs.settle>["outcome"];

/** One attempt from lease to settlement. Answers whether the backend did what was asked; never rejects. */
export async function runAttempt(deps: AttemptDeps, work: Work): Promise<boolean> {
  const { convex, log } = deps;
  const { jobId, attempt } = work;
  const startedAt = Date.now();
  let lastCall: CrmCall | undefined;
  const outcome = await tryOnce(deps, work, (call) => (lastCall = call));
  const timing = { startedAt, durationMs: Date.now() - startedAt, httpStatus: lastCall?.httpStatus };
  try {
    const result = await convex.mutation(api.jobs.settle, { jobId, attempt, timing, outcome });
    if (result === "stale") {
      log.warn({ jobId, attempt }, "the job was taken over or cancelled meanwhile; this outcome was dropped");
    }
  } catch (error) {
    // The lease runs out and the job is taken over, with the same idempotency key.
    log.error({ jobId, reason: reasonOf(error) }, "could not settle an attempt");
  }
  return outcome.ok;
}

async function tryOnce(
  { convex, crm, log }: AttemptDeps,
  work: Work,
  onCall: (call: CrmCall) => void,
): Promise<Outcome> {
  try {
    const achieved = await perform[work.kind](sidesOf(convex, crm), work, { onCall });
    const userUpdatedAt = work.user.profileUpdatedAt;
    return { ok: true, ...achieved, readBackAt: Date.now(), userUpdatedAt };
  } catch (error) {
    if (!isCrmError(error)) log.error({ jobId: work.jobId, reason: reasonOf(error) }, "an attempt broke");
    const { code, message, retryAfterMs } = isCrmError(error) ? error.toJSON() : unreadable;
    return { ok: false, code, message, retryAfterMs };
  }
}

const unreadable = {
  code: "invalid_response" as const,
  message: "Tandem could not make sense of the backend's answer.",
  retryAfterMs: undefined,
};

/** What may be logged of an unexpected error: its kind, and no text that could hold personal data. */
export const reasonOf = (error: unknown) => (error instanceof Error ? error.name : typeof error);
