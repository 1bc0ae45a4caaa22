import type { Silence } from "../../../shared/reconcile-api";
import { formatDuration } from "../../lib/format";

/** "No webhook for 6 h; usually at most 40 min."; `null` while nothing is the matter, or nobody can say. */
export function silenceWords({ silent, lastAt, usualGapMs }: Silence, now: number): string | null {
  if (!silent || lastAt === null) return null;
  const usual = usualGapMs === null ? "" : `; usually at most ${formatDuration(usualGapMs)}`;
  return `No webhook for ${formatDuration(now - lastAt)}${usual}.`;
}
