import type { Silence } from "../../../shared/reconcile-api";
import { formatDuration } from "../../lib/format";
import { t } from "./words";

/** "No webhook for 6 h; usually at most 40 min."; `null` while nothing is the matter, or nobody can say. */
export function silenceWords({ silent, lastAt, usualGapMs }: Silence, now: number): string | null {
  if (!silent || lastAt === null) return null;
  const since = formatDuration(now - lastAt);
  if (usualGapMs === null) return t("silent", { since });
  return t("silentUsually", { since, usual: formatDuration(usualGapMs) });
}
