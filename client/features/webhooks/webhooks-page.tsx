import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { webhookOutcomes } from "../../../shared/webhooks-api";
import { formatNumber } from "../../lib/format";
import { useHotkeys } from "../../lib/hotkeys";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { FacetLinks } from "../../ui/facet-links";
import { FilterMenu } from "../../ui/filter-menu";
import { ScreenHeader } from "../../ui/screen-header";
import { useWebhookLog } from "./use-webhook-log";
import { WebhookDrawer } from "./webhook-drawer";
import { useWebhooksSearch, writeWebhooksSearch } from "./webhooks-search";
import { WebhooksList } from "./webhooks-list";

/** Everything that came to the door of `POST /api/webhooks/backend-sync`, refused requests too. */
export function WebhooksPage() {
  const [search, change, params] = useWebhooksSearch();
  const trpc = useTRPC();
  const { data: facets } = useQuery(trpc.webhooks.facets.queryOptions(undefined, { refetchInterval: 5_000 }));
  const log = useWebhookLog(search);
  const [cursor, setCursor] = useState<string | null>(null);
  const activeId = search.open ?? cursor;

  const open = (attemptId: string) => {
    setCursor(attemptId);
    change({ open: attemptId }, { replace: search.open !== null });
  };
  const move = (step: 1 | -1) => {
    const at = log.rows.findIndex((row) => row.attemptId === activeId);
    const next = log.rows[at < 0 ? 0 : at + step]?.attemptId;
    if (next && search.open) open(next);
    else if (next) setCursor(next);
  };
  const close = () => change({ open: null });
  useHotkeys({ j: () => move(1), k: () => move(-1), Escape: () => search.open && close() });

  const to = (outcome: typeof search.outcome) => ({
    search: writeWebhooksSearch(params, { outcome, open: null }).toString(),
  });
  const total = facets && Object.values(facets.outcomes).reduce((sum, count) => sum + count, 0);
  const narrowed = search.outcome.length > 0 || search.type.length > 0;
  const shown = (count: number | undefined) => ({
    count: count === undefined ? null : formatNumber(count),
    zero: count === 0,
  });
  return (
    <>
      <ScreenHeader title="Webhooks" note={total === undefined ? null : formatNumber(total)} />
      <FacetLinks
        label="Outcomes"
        facets={[
          { key: "all", to: to([]), current: search.outcome.length === 0, name: "All", ...shown(total) },
          ...webhookOutcomes.map((outcome) => ({
            key: outcome,
            to: to([outcome]),
            current: search.outcome.includes(outcome),
            name: outcome.charAt(0).toUpperCase() + outcome.slice(1),
            ...shown(facets?.outcomes[outcome]),
          })),
        ]}
      />
      <div className="flex shrink-0 items-center gap-2 border-b border-line px-3 py-1.5">
        <FilterMenu
          label="Type"
          chosen={search.type}
          onChange={(type) => change({ type, open: null })}
          options={(facets?.types ?? []).map(({ type, count }) => ({
            value: type,
            name: type,
            count: formatNumber(count),
          }))}
        />
        {narrowed ? (
          <Button size="sm" variant="ghost" onClick={() => change({ outcome: [], type: [], open: null })}>
            Clear all
          </Button>
        ) : null}
      </div>
      <WebhooksList
        log={log}
        narrowed={narrowed}
        activeId={activeId}
        onOpen={open}
        onMove={move}
        onClear={() => change({ outcome: [], type: [] })}
      />
      <WebhookDrawer attemptId={search.open} onClose={close} onMove={move} />
    </>
  );
}
