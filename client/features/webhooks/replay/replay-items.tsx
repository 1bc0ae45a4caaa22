import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "../../../ui/link";
import type { z } from "zod";
import { hasEnded } from "../../../../shared/runs-api";
import type { ReplayItem, ReplayRun } from "../../../../shared/replays-api";
import { useTRPC } from "../../../lib/trpc";
import { Chip } from "../../../ui/chip";
import { CopyId } from "../../../ui/copy-id";
import { QueryFailed } from "../../../ui/query-failed";
import { ShowMore } from "../../../ui/show-more";
import { RelativeTime } from "../../../ui/relative-time";
import { whyWords } from "../../users/why-words";
import { LinesSkeleton } from "../../../ui/lines-skeleton";
import { OutcomeChip } from "../outcomes";
import { logAddress } from "../webhooks-search";
import { t } from "./words";

const FOLLOW_MS = 2_000;

/** Every webhook of a run of replays, and what became of it. Mount it anew when the run ends: it then looks once more. */
export function ReplayItems({ run: { runId, state } }: { run: ReplayRun }) {
  const trpc = useTRPC();
  const items = useInfiniteQuery(
    trpc.webhooks.replayItems.infiniteQueryOptions(
      { runId },
      {
        getNextPageParam: (page) => page.nextCursor,
        staleTime: 0,
        refetchInterval: state === "running" ? FOLLOW_MS : false,
      },
    ),
  );
  if (items.isPending) return <LinesSkeleton label={t("loadingItems")} />;
  if (!items.data) return <QueryFailed query={items} title={t("itemsNotLoaded")} />;
  const all = items.data.pages.flatMap((page) => page.items);
  return (
    <section aria-label={t("items")} className="overflow-hidden rounded-panel border border-line">
      {all.length === 0 ? (
        <p className="px-4 py-6 text-fg-2">{hasEnded(state) ? t("nothingFitted") : t("noneYet")}</p>
      ) : (
        <ul>
          {all.map((item) => (
            <Item key={item.attemptId} item={item} />
          ))}
        </ul>
      )}
      <ShowMore pages={items} />
    </section>
  );
}

function Item({ item }: { item: z.infer<typeof ReplayItem> }) {
  const { attemptId, eventId, type, at, outcome, why } = item;
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-0.5 border-b border-line px-4 py-1.5 [contain-intrinsic-size:auto_36px] [content-visibility:auto] last:border-0">
      <span className="w-28 shrink-0">
        {outcome === null ? <Chip tone="off">{t("skipped")}</Chip> : <OutcomeChip outcome={outcome} />}
      </span>
      <Link to={logAddress({ open: attemptId })} className="min-w-36 font-medium hover:underline">
        {type}
      </Link>
      <CopyId id={eventId} label={t("idOfEvent")} className="-ml-1" />
      {why ? <span className="min-w-0 break-words text-fg-2">{whyWords(why)}</span> : null}
      <RelativeTime at={at} className="ml-auto text-sm text-fg-2" />
    </li>
  );
}
