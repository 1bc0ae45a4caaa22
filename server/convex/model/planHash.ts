import type { FieldOwners } from "../../../shared/field-owners";
import {
  changeKinds,
  isDestructive,
  type ChangeKind,
  type PlannedKind,
  type RunAction,
} from "../../../shared/runs-api";
import { fingerprint } from "./fingerprint";

/**
 * What stands for a plan when the operator starts it. While live work moves people, counts change from one second to
 * the next, so what takes nothing away may start when they have moved a little; for that the counts by kind are
 * legible after the fingerprint, in the order of `changeKinds`.
 */

/** The share of all people by which the count of a kind may have moved, upwards or downwards. */
const MAY_MOVE = 0.02;

/** What is planned, whatever the counts. `owners`: those under which it is, where they matter. */
type Planned = { action: RunAction; selection: unknown; owners: FieldOwners | undefined };

export async function planHash(planned: Planned, kinds: PlannedKind[]): Promise<string> {
  const counts = isDestructive(planned.action)
    ? [await fingerprint(kinds)]
    : changeKinds.map((kind) => countOf(kinds, kind));
  return [await fingerprint(planned), ...counts].join(".");
}

/** Whether a plan's hash is of this, whatever its counts. */
export const isPlanOf = async (hash: string, planned: Planned): Promise<boolean> =>
  hash.startsWith(`${await fingerprint(planned)}.`);

const countOf = (kinds: PlannedKind[], wanted: ChangeKind): number =>
  kinds.reduce((sum, { kind, count }) => (kind === wanted ? sum + count : sum), 0);

/** Whether what was seen is close enough to what is now. */
export function isSamePlan(action: RunAction, now: string, seen: string): boolean {
  if (now === seen || isDestructive(action)) return now === seen;
  const [plan, ...counts] = now.split(".");
  const [seenPlan, ...seenCounts] = seen.split(".");
  const allowed = MAY_MOVE * counts.reduce((sum, count) => sum + Number(count), 0);
  const near = (count: string, kind: number) => Math.abs(Number(count) - Number(seenCounts[kind])) <= allowed;
  return plan === seenPlan && counts.every(near);
}
