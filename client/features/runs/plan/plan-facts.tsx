import { Mail, MailX } from "lucide-react";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { RunPreview } from "../../../../shared/runs-api";
import { formatNumber, formatWait } from "../../../lib/format";
import { useNow } from "../../../lib/clock";
import { useNarrow } from "../../../lib/media-query";
import { Notice } from "../../../ui/notice";
import { useHealth } from "../../backend/use-health";
import { kindWords } from "./plan-changes";
import { planWaits } from "./wait-words";
import { t } from "./words";

/** A plan in numbers: whose inbox it reaches, what it does to how many, what it costs, and who would be first. */
export function PlanFacts({ plan, folded }: { plan: RunPreview; folded: boolean }) {
  const waits = planWaits(useHealth(), useNow());
  const narrow = useNarrow();
  return (
    <div className="flex flex-col gap-4">
      <Emails count={plan.emails} />
      <Kinds plan={plan} />
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        <Fact name={t("calls")}>{plan.calls === 0 ? t("none") : formatNumber(plan.calls)}</Fact>
        {plan.calls === 0 ? null : <Fact name={t(waits ? "onceItGoesOn" : "atRate")}>{timeWords(plan)}</Fact>}
      </dl>
      {waits && plan.calls > 0 ? <Notice tone="warn">{waits}</Notice> : null}
      <Samples plan={plan} folded={narrow || folded} />
    </div>
  );
}

function Emails({ count }: { count: number }) {
  const Icon = count > 0 ? Mail : MailX;
  return (
    <p
      className={clsx(
        "flex items-center gap-2 rounded-control px-3 py-2 text-md font-semibold",
        count > 0 ? "bg-warn-soft text-warn" : "bg-off-soft text-fg-2",
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      {t("emailsSent", { count })}
    </p>
  );
}

function Kinds({ plan }: { plan: RunPreview }) {
  return (
    <section aria-label={t("whatHappens")}>
      <ul className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
        {plan.kinds.map((planned) => (
          <li
            key={kindWords(planned)}
            className={clsx(
              "col-span-2 grid grid-cols-subgrid border-b border-line py-1.5 last:border-0",
              planned.kind === "skip" && "text-fg-2",
            )}
          >
            <span className="nums text-right font-semibold">{formatNumber(planned.count)}</span>
            {kindWords(planned)}
          </li>
        ))}
      </ul>
      {plan.exact ? null : <p className="mt-1 text-fg-2">{t("atLeast")}</p>}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-sm text-fg-3">{name}</dt>
      <dd className="nums text-md font-semibold">{children}</dd>
    </div>
  );
}

const timeWords = ({ estimatedMs }: RunPreview) =>
  estimatedMs === null ? t("noLimit") : t("about", { time: formatWait(estimatedMs) });

function Samples({ plan: { samples, count }, folded }: { plan: RunPreview; folded: boolean }) {
  if (samples.length === 0) return null;
  const heading =
    samples.length === count ? t("everybody") : t("samplesOf", { shown: samples.length, count });
  return (
    <details open={!folded}>
      <summary className="mb-1 text-sm text-fg-3">{heading}</summary>
      <ul aria-label={t("samples")} className="text-sm">
        {samples.map((sample) => (
          <li key={sample.linkId} className="flex gap-3 py-0.5">
            <span className="w-2/5 shrink-0 truncate" title={sample.name}>
              {sample.name || t("noName")}
            </span>
            <span className="min-w-0 truncate text-fg-2" title={kindWords(sample)}>
              {kindWords(sample)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
