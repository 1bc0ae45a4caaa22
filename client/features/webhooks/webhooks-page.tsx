import { useRef, useState } from "react";
import type { WebhookFacets } from "../../../shared/webhooks-api";
import { formatNumber } from "../../lib/format";
import { useLogKeys } from "../../ui/log/use-log-keys";
import { NewsPill } from "../../ui/news-pill";
import { SearchBox } from "../../ui/search-box";
import { WebhookDrawer } from "./delivery/webhook-drawer";
import { LiveSwitch, livePreference } from "./log/live-switch";
import { webhookLook } from "./log/log-cells";
import { LogFilters } from "./log/log-filters";
import { OutcomeFacets } from "./log/outcome-facets";
import { useWebhookLog } from "./log/use-webhook-log";
import { WebhookList } from "./log/webhook-list";
import { ReplayMatching } from "./replay/replay-matching";
import { useFacets } from "./use-facets";
import { WatchPanel } from "./watching/watch-panel";
import { WebhooksHeader } from "./webhooks-header";
import { everything, filterOf, isNarrowed, useWebhooksSearch, type WebhooksSearch } from "./webhooks-search";
import { t } from "./words";

/** Everything that came to the door of `POST /api/webhooks/backend-sync`, refused requests too. */
export function WebhooksPage() {
  const [search, change, params] = useWebhooksSearch();
  const gridRef = useRef<HTMLDivElement>(null);
  const [listCalm, setListCalm] = useState(true);
  const filter = filterOf(search);
  const facets = useFacets(filter);
  const live = livePreference.use() === "on";
  const { log, arrivals } = useWebhookLog(search, { live, calm: listCalm && search.open === null });
  const { list, rows } = log;
  const keys = useLogKeys({ place: "webhooks", rows, idOf: webhookLook.idOf, opened: search.open, change });
  const narrow = (changes: Partial<WebhooksSearch>) => change({ ...changes, open: null });
  const { count, gap, cut, show } = arrivals;
  const showNewest = async () => {
    await show();
    gridRef.current?.parentElement?.scrollTo({ top: 0 });
  };
  const nothingYet = list.isSuccess && rows.length === 0 && !isNarrowed(search) && isZero(facets);
  return (
    <>
      <WebhooksHeader>
        <SearchBox
          label={t("searchById")}
          placeholder={t("searchHint")}
          query={search.q}
          onType={() => search.open !== null && change({ open: null }, { replace: true })}
          onSearch={(q) => change({ q }, { replace: true })}
          onLeave={() => gridRef.current?.focus()}
        />
        <LiveSwitch cut={cut} />
      </WebhooksHeader>
      {nothingYet ? null : (
        <>
          <WatchPanel
            range={search.range}
            filter={filter}
            onRange={(range) => change({ range }, { replace: true })}
            onChoose={({ from, to }) =>
              narrow({ from: new Date(from).toISOString(), to: new Date(to).toISOString() })
            }
          />
          <OutcomeFacets search={search} params={params} facets={facets} onChange={change} />
          <LogFilters search={search} facets={facets} rows={rows} onChange={narrow}>
            <NewsPill
              news={count > 0 ? t("new", { count: `${formatNumber(count)}${gap ? "+" : ""}` }) : null}
              onShow={() => void showNewest()}
            />
            <ReplayMatching search={search} />
          </LogFilters>
        </>
      )}
      <WebhookList
        log={log}
        narrowed={isNarrowed(search)}
        onClear={() => change(everything)}
        activeId={keys.activeId}
        onOpen={keys.open}
        onMove={keys.move}
        onCalm={setListCalm}
        gridRef={gridRef}
      />
      <WebhookDrawer opened={search.open} keys={keys} />
    </>
  );
}

const isZero = (facets: WebhookFacets | undefined) =>
  facets !== undefined && Object.values(facets.outcomes).every((count) => count === 0);
