import type { SweepView } from "../../../shared/reconcile-api";
import { formatNumber, formatPercent } from "../../lib/format";
import { Progress } from "../../ui/progress";
import { useSweepWait } from "./sweep-wait";

import { kindTitle, phaseWords, t } from "./words";

type Props = { sweep: SweepView; cut?: boolean };

/** How far a running sweep is, in a bar and in words; and what it waits for, if it does. */
export function SweepProgress({ sweep, cut = false }: Props) {
  const waits = useSweepWait(sweep);
  const { kind, phase, read, toRead, changed } = sweep;
  const known = toRead !== null && toRead > 0;
  const percent = known ? Math.min(100, Math.floor((read / toRead) * 100)) : 0;
  return (
    <div className="flex flex-col gap-1.5">
      <Progress
        label={t("progressOf", { kind: kindTitle(kind) })}
        value={phase === "reading" ? read : (toRead ?? read)}
        max={Math.max(toRead ?? read, 1)}
      />
      <p className="nums text-sm text-fg-2">
        {[
          phaseWords(phase),
          phase !== "reading"
            ? null
            : known
              ? `${formatPercent(percent / 100)} · ${formatNumber(read)} / ${formatNumber(toRead)}`
              : t("contacts", { count: read }),
          t("differentSoFar", { count: changed }),
          cut ? t("reconnecting") : null,
        ]
          .filter((part) => part !== null)
          .join(" · ")}
      </p>
      {waits ? <p className="nums text-sm text-warn">{waits}</p> : null}
    </div>
  );
}
