import { attemptSays } from "../../../shared/attempt-sentences";
import { fieldList } from "../../../shared/field-names";
import { otherOwners, type FieldOwners } from "../../../shared/field-owners";
import type { RunAction } from "../../../shared/runs-api";
import { reader, say } from "../../../shared/sentence";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { readOwners } from "./settings";

/**
 * What a run writes where is decided by who owns the fields, so its plan is a plan under certain owners. They are part
 * of the plan's hash and are kept with the run; under others it stops, or is not started, until a person has seen that.
 */
type Run = Pick<Doc<"runs">, "owners" | "stopCause">;

/** Actions whose jobs bring the fields of both sides into agreement. */
const agreeing: ReadonlySet<RunAction> = new Set(["resync", "link_matched"]);

/** Under which owners an action is planned now; `undefined` where its plan does not hang on them. */
export const ownersOfPlan = async (ctx: QueryCtx, action: RunAction): Promise<FieldOwners | undefined> =>
  agreeing.has(action) ? readOwners(ctx) : undefined;

/** Why a run would not do any more what was planned, or `null`. */
export async function whyOtherOwners(ctx: QueryCtx, { owners }: Run): Promise<string | null> {
  if (!owners) return null;
  const fields = otherOwners(owners, await readOwners(ctx));
  return fields.length > 0 ? say(attemptSays.ownersChanged, { fields: fieldList(fields) }) : null;
}

const readCause = reader(attemptSays);

/** Whether it was this that has stopped the run. */
export const isStoppedForOwners = ({ stopCause }: Run): boolean =>
  stopCause !== undefined && readCause(stopCause)?.key === "ownersChanged";

/** What resuming a stopped run changes: whoever resumes it has read which fields have other owners, and means these. */
export async function ownersAccepted(ctx: QueryCtx, run: Run): Promise<Pick<Run, "owners">> {
  if (!isStoppedForOwners(run) || run.stopCause !== (await whyOtherOwners(ctx, run))) return {};
  return { owners: await readOwners(ctx) };
}
