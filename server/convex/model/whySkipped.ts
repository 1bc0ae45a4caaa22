import { noLonger, whyNot } from "../../../shared/fixed-sentences";
import type { Doc } from "../_generated/dataModel";
import { passes } from "./linkFilter";
import type { Link } from "./linkRow";
import { plannedChange } from "./runActions";

type Run = Doc<"runs">;

/** Why somebody of a run is left alone when their turn comes, judged by their row as it is now; or `null`. */
export function whySkipped(run: Run, link: Link): string | null {
  const change = plannedChange(run.action, link);
  return "skip" in change ? change.skip : noLongerPicked(run.selection, link);
}

/** Why somebody who failed is not tried again, or `null`. */
export const noLongerFailed = ({ state }: Link): string | null =>
  state === "linked" ? noLonger(["failed"], state) : null;

/** Who has left what was filtered for is left alone: somebody or something has seen to them. */
function noLongerPicked(selection: Run["selection"], link: Link): string | null {
  if (selection.by === "failed") return noLongerFailed(link);
  if (selection.by !== "filter" || passes(selection.filter, link)) return null;
  const { states } = selection.filter;
  if (!states?.length || states.includes(link.state)) return whyNot.filterPassed;
  return noLonger(states, link.state);
}
