import { clsx } from "clsx";
import { BellOff, CircleCheck, CirclePause, PlugZap, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { GateState } from "../../../shared/gate";
import type { Health } from "../../../shared/health-api";
import { useNow } from "../../lib/clock";
import { formatCount, formatDuration } from "../../lib/format";
import { RelativeTime } from "../../ui/relative-time";
import { Skeleton } from "../../ui/skeleton";
import { breakerWords } from "../backend/health-words";
import { useHealth } from "../backend/use-health";
import { silenceWords } from "../reconcile/silence-words";
import { Panel } from "./panel";
import { t } from "./words";

/** The server counts the open jobs no further. */
const MOST_COUNTED = 1_000;

/** The work that waits, what is let through to the backend, and whether it is heard of. */
export function Now() {
  const health = useHealth();
  return (
    <Panel title={t("now")}>
      <dl className="flex flex-col gap-2">
        <Fact name={t("queue")}>{health ? queueWords(health.queue.open) : null}</Fact>
        <Fact name={t("oldestJob")}>
          {health ? <OldestJob oldestAt={health.queue.oldestWaitingAt} /> : null}
        </Fact>
        <Fact name={t("breaker")}>{health ? <Breaker health={health} /> : null}</Fact>
        <Fact name={t("calls")}>{health ? rateWords(health.gate.rate) : null}</Fact>
        <Fact name={t("webhooks")}>{health ? <LastWebhook silence={health.silence} /> : null}</Fact>
      </dl>
    </Panel>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <dt className="w-26 shrink-0 text-fg-3">{name}</dt>
      <dd className="nums min-w-0 flex-1">{children ?? <Skeleton className="mt-1 w-32 max-w-full" />}</dd>
    </div>
  );
}

function queueWords(open: number): string {
  if (open === 0) return t("queueEmpty");
  return t("queueOpen", { count: formatCount(open, open < MOST_COUNTED), jobs: open });
}

const OldestJob = ({ oldestAt }: { oldestAt: number | null }) =>
  oldestAt === null ? t("none") : <RelativeTime at={oldestAt} />;

type StateProps = { icon: LucideIcon; colour: string; children: ReactNode };

function State({ icon: Icon, colour, children }: StateProps) {
  return (
    <span className="flex items-start gap-1.5">
      <Icon aria-hidden className={clsx("mt-0.5 size-4 shrink-0", colour)} />
      <span className="min-w-0">{children}</span>
    </span>
  );
}

function Breaker({ health: { gate, lane } }: { health: Health }) {
  const away = breakerWords(gate, useNow());
  if (lane?.paused) {
    return (
      <State icon={CirclePause} colour="text-bad">
        {t("breakerPaused")}
      </State>
    );
  }
  return (
    <State icon={away ? PlugZap : CircleCheck} colour={away ? "text-warn" : "text-ok"}>
      {away ?? t("breakerClosed")}
    </State>
  );
}

function rateWords({ perMinute, tokens, waiting: { live, bulk } }: GateState["rate"]): string {
  const budget = { tokens: Math.floor(tokens), perMinute };
  const waiting = live + bulk;
  return waiting > 0 ? t("callsWaiting", { ...budget, waiting }) : t("callsBudget", budget);
}

function LastWebhook({ silence }: Pick<Health, "silence">) {
  const now = useNow();
  if (silence === null) return t("unknown");
  const { lastAt, usualGapMs } = silence;
  const alarm = silenceWords(silence, now);
  if (lastAt === null) return t("noWebhook");
  if (alarm) {
    return (
      <State icon={BellOff} colour="text-warn">
        {alarm}
      </State>
    );
  }
  return (
    <State icon={CircleCheck} colour="text-ok">
      {t("lastWebhook")} <RelativeTime at={lastAt} />
      {usualGapMs === null ? null : `; ${t("usualGap", { gap: formatDuration(usualGapMs) })}`}
    </State>
  );
}
