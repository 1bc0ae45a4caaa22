import type { PlannedKind, RunAction, RunPreview } from "../../../shared/runs-api";
import type { QueryCtx } from "../_generated/server";
import { callsPerSecond } from "./callRate";
import { entryOf } from "./planEntry";
import { planHash } from "./planHash";
import { changeCosts } from "./runActions";
import { ownersOfPlan } from "./runOwners";
import { peopleOf } from "./runPeople";
import type { Plannable } from "./selectionArgs";

type Plan = Omit<RunPreview, "approval">;

/** The plan of an action for a selection, as people and the server compare it. */
export async function planRun(ctx: QueryCtx, action: RunAction, selection: Plannable): Promise<Plan> {
  const { tally, exact, samples } = await peopleOf(ctx, action, selection);
  const kinds = tally.kinds();
  const calls = sum(kinds, ({ kind, count }) => changeCosts[kind].calls * count);
  const count = sum(kinds, (kind) => kind.count);
  return {
    ...{ count, exact, kinds, calls },
    emails: sum(kinds, ({ kind, count: people }) => changeCosts[kind].emails * people),
    estimatedMs: Math.round((calls / (await callsPerSecond(ctx))) * 1000),
    samples: samples.map((link) => ({
      linkId: link._id,
      name: link.name,
      ...entryOf(action, selection.by, link),
    })),
    hash: await planHash({ action, selection, owners: await ownersOfPlan(ctx, action) }, kinds),
  };
}

const sum = (kinds: PlannedKind[], of: (kind: PlannedKind) => number) =>
  kinds.reduce((total, kind) => total + of(kind), 0);
