import type { Silence } from "../../../shared/reconcile-api";
import { formatDuration } from "../../lib/format";
import { catalogue } from "../../lib/i18n/catalogue";

const t = catalogue({
  silent: ["No webhook for {since}.", "Kein Webhook seit {since}."],
  silentUsually: [
    "No webhook for {since}; usually at most {usual}.",
    "Kein Webhook seit {since}; üblich sind höchstens {usual}.",
  ],
});

/** "No webhook for 6 h; usually at most 40 min."; `null` while nothing is the matter, or nobody can say. */
export function silenceWords({ silent, lastAt, usualGapMs }: Silence, now: number): string | null {
  if (!silent || lastAt === null) return null;
  const since = formatDuration(now - lastAt);
  if (usualGapMs === null) return t("silent", { since });
  return t("silentUsually", { since, usual: formatDuration(usualGapMs) });
}
