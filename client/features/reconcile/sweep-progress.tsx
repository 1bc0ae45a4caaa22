import type { SweepView } from "../../../shared/reconcile-api";
import { useNow } from "../../lib/clock";
import { formatNumber, formatRelative, plural } from "../../lib/format";
import { Progress } from "../../ui/progress";
import { kindWords, phaseWords } from "./sweep-words";

type Props = { sweep: SweepView; cut?: boolean };

/** How far a running sweep is, in a bar and in words; and what it waits for, if it does. */
export function SweepProgress({ sweep, cut = false }: Props) {
  const now = useNow();
  const { kind, phase, read, toRead, changed, cause, retryAt } = sweep;
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
      {cause ? (
        <p className="text-sm text-warn">
          {cause.message}{" "}
          {retryAt !== null && retryAt > now
            ? `It goes on ${formatRelative(retryAt, now)}.`
            : "It goes on by itself."}
        </p>
      ) : null}
    </div>
  );
}
