import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Link } from "../../ui/link";
import type { RunCause, RunView } from "../../../shared/runs-api";
import { describeError } from "../../lib/api-error";
import { formatNumber } from "../../lib/format";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { errorWord } from "../users/error-words";
import { whyWords } from "../users/why-words";
import { useItemsSearch } from "./items-search";
import { isOver } from "./run-course";
import { outcomeWords, t } from "./words";

const FOLLOW_MS = 2_000;

/** Why people failed or were skipped, each cause once with how many; each filters the people below. */
export function RunCauses({ run }: { run: RunView }) {
  const trpc = useTRPC();
  const causes = useQuery(
    trpc.runs.causes.queryOptions(
      { runId: run.runId },
      { enabled: run.failed + run.skipped > 0, refetchInterval: isOver(run) ? false : FOLLOW_MS },
    ),
  );
  if (run.failed + run.skipped === 0) return null;
  if (!causes.data) return causes.error ? <NoCauses causes={causes} /> : null;
  return (
    <section aria-label={t("causes")} className="overflow-hidden rounded-panel border border-line">
      <h2 className="border-b border-line px-4 py-2 font-semibold">{t("causesTitle")}</h2>
      <ul className="grid max-h-80 grid-cols-[auto_auto_minmax(0,1fr)] overflow-y-auto">
        {causes.data.causes.map((cause) => (
          <CauseLine key={cause.causeId} cause={cause} />
        ))}
      </ul>
    </section>
  );
}

function NoCauses({ causes }: { causes: { error: unknown; refetch: () => Promise<unknown> } }) {
  const retry = (
    <Button size="sm" onClick={() => void causes.refetch()}>
      {t("retry")}
    </Button>
  );
  return (
    <Notice tone="bad" actions={retry}>
      {t("causesNotLoaded")} {describeError(causes.error).message}
    </Notice>
  );
}

function CauseLine({ cause: { causeId, outcome, code, message, count } }: { cause: RunCause }) {
  const [search, addressOf] = useItemsSearch();
  const chosen = search.cause === causeId;
  return (
    <li className="col-span-full grid grid-cols-subgrid border-b border-line last:border-0">
      <Link
        to={{ search: addressOf(chosen ? {} : { outcome, cause: causeId }) }}
        aria-current={chosen ? "true" : undefined}
        className={clsx(
          "col-span-full grid grid-cols-subgrid items-baseline gap-x-4 px-4 py-2 hover:bg-hover focus-visible:-outline-offset-2",
          chosen && "bg-selected",
        )}
      >
        <span className="nums text-right font-semibold">{formatNumber(count)}</span>
        <span className={outcome === "failed" ? "font-medium text-bad" : "text-fg-2"}>
          {code ? errorWord(code) : outcomeWords(outcome)}
        </span>
        <span className="min-w-0 break-words max-sm:col-span-full">{whyWords(message)}</span>
      </Link>
    </li>
  );
}
