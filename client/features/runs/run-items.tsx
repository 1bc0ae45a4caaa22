import { X } from "lucide-react";
import { Link } from "../../ui/link";
import type { RunView } from "../../../shared/runs-api";
import { formatNumber } from "../../lib/format";
import { buttonLook } from "../../ui/button-look";
import { QueryFailed } from "../../ui/query-failed";
import { ShowMore } from "../../ui/show-more";
import { FacetLinks } from "../../ui/facet-links";
import { Skeleton } from "../../ui/skeleton";
import { ItemLine, outcomeLooks, type ItemOutcome } from "./item-line";
import { useItemsSearch, useShownItems, type ItemsSearch } from "./items-search";
import { waitingOf } from "./pace";
import { isOver } from "./run-course";
import { useRunItems } from "./use-run-items";
import { nobodyWords, t } from "./words";

const outcomes = Object.keys(outcomeLooks) as ItemOutcome[];
const title = (outcome: ItemOutcome) => {
  const { word } = outcomeLooks[outcome];
  return word.charAt(0).toUpperCase() + word.slice(1);
};

/** Everyone in the run, by outcome or cause, and with the reason. */
export function RunItems({ run }: { run: RunView }) {
  const [, addressOf] = useItemsSearch();
  const search = useShownItems(run);
  const counts: Record<ItemOutcome, number> = { ...run, under_way: run.underWay, waiting: waitingOf(run) };
  const facet = (outcome: ItemOutcome | undefined, name: string, count: number) => ({
    key: name,
    to: { search: addressOf({ outcome: outcome ?? "all" }) },
    current: search.outcome === outcome,
    name,
    count: formatNumber(count),
  });
  return (
    <section aria-label={t("usersInRun")} className="overflow-hidden rounded-panel border border-line">
      <FacetLinks
        label={t("outcomes")}
        facets={[
          facet(undefined, t("all"), run.total),
          ...outcomes.map((outcome) => facet(outcome, title(outcome), counts[outcome])),
        ]}
      />
      {search.cause ? (
        <div className="flex items-center gap-2 border-b border-line px-4 py-1.5 text-fg-2">
          {t("oneCause")}
          <Link to={{ search: addressOf({ outcome: search.outcome }) }} className={buttonLook("ghost", "sm")}>
            <X aria-hidden className="size-3.5" />
            {t("allCauses")}
          </Link>
        </div>
      ) : null}
      <Items run={run} search={search} />
    </section>
  );
}

function Items({ run, search }: { run: RunView; search: ItemsSearch }) {
  const items = useRunItems(run, search);
  if (items.isPending) return <ItemsSkeleton />;
  if (!items.data) return <QueryFailed query={items} title={t("itemsNotLoaded")} />;
  const all = items.data.pages.flatMap((page) => page.items);
  if (all.length === 0) return <p className="px-4 py-6 text-fg-2">{emptyWords(run, search)}</p>;
  return (
    <>
      <ul>
        {all.map((item) => (
          <ItemLine key={item.itemId} item={item} />
        ))}
      </ul>
      <ShowMore pages={items} />
    </>
  );
}

function ItemsSkeleton() {
  return (
    <div role="status" aria-label={t("loadingUsers")} className="flex flex-col gap-4 p-4">
      <Skeleton className="w-64" />
      <Skeleton className="w-48" />
      <Skeleton className="w-56" />
    </div>
  );
}

function emptyWords(run: RunView, { outcome, cause }: ItemsSearch) {
  if (cause) return t("nobodyOfCause");
  if (!run.frozen) return t("stillCollected");
  if (outcome === "done" && !isOver(run)) return t("nobodyDoneYet");
  return outcome ? nobodyWords(outcome) : t("nobody");
}
