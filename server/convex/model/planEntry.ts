import type { PlannedKind, RunAction } from "../../../shared/runs-api";
import type { Link } from "./linkRow";
import { plannedChange } from "./runActions";
import type { Plannable } from "./selectionArgs";
import { noLongerFailed } from "./whySkipped";

/** What the plan says of one person. */
export function entryOf(action: RunAction, by: Plannable["by"], link: Link): Omit<PlannedKind, "count"> {
  const change = plannedChange(action, link);
  if ("skip" in change) return { kind: "skip", why: change.skip };
  const why = by === "failed" ? noLongerFailed(link) : null;
  return why === null ? { kind: change.kind, why } : { kind: "skip", why };
}
