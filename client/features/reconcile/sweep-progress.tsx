import type { SweepView } from "../../../shared/reconcile-api";
import { formatNumber, plural } from "../../lib/format";
import { Progress } from "../../ui/progress";
import { useSweepWait } from "./sweep-wait";
import { kindWords, phaseWords } from "./sweep-words";

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
        label={`Progress of the sweep “${kindWords[kind].title}”`}
        value={phase === "reading" ? read : (toRead ?? read)}
        max={Math.max(toRead ?? read, 1)}
      />
      <p className="nums text-sm text-fg-2">
        {phaseWords[phase]}
        {phase === "reading"
          ? ` · ${known ? `${percent} % · ${formatNumber(read)} / ${formatNumber(toRead)}` : plural(read, "contact", "contacts")}`
          : ""}
        {` · ${formatNumber(changed)} different`}
        {cut ? " · reconnecting, it goes on meanwhile" : ""}
      </p>
      {waits ? <p className="nums text-sm text-warn">{waits}</p> : null}
    </div>
  );
}
