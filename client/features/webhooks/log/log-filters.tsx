import type { ReactNode } from "react";
import { webhookCauses, type WebhookFacets, type WebhookRow } from "../../../../shared/webhooks-api";
import { Button } from "../../../ui/button";
import { FilterMenu } from "../../../ui/filter-menu";
import { causeWord } from "../outcomes";
import { countWords } from "../use-facets";
import { everything, isNarrowed, type WebhooksSearch } from "../webhooks-search";
import { PersonFilter } from "./person-filter";
import { TimeFilter } from "./time-filter";
import { t } from "./words";

type Props = {
  search: WebhooksSearch;
  facets: WebhookFacets | undefined;
  rows: readonly WebhookRow[];
  onChange: (changes: Partial<WebhooksSearch>) => void;
  children?: ReactNode;
};

/** Everything the log can be narrowed by, beside its outcomes and the search for an event ID. */
export function LogFilters({ search, facets, rows, onChange, children }: Props) {
  const counted = (count: number | undefined) => (facets ? countWords(count ?? 0, facets.exact) : "");
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-3 py-1.5">
      <div className="-m-1 flex min-w-0 items-center gap-2 overflow-x-auto p-1 [scrollbar-width:none]">
        <FilterMenu
          label={t("cause")}
          chosen={search.cause}
          onChange={(cause) => onChange({ cause })}
          options={webhookCauses.map((cause) => ({
            value: cause,
            name: causeWord(cause),
            count: counted(facets?.causes[cause]),
          }))}
        />
        <FilterMenu
          label={t("type")}
          chosen={search.type}
          onChange={(type) => onChange({ type })}
          options={(facets?.types ?? []).map(({ type, count }) => ({
            value: type,
            name: type,
            count: counted(count),
          }))}
        />
        <PersonFilter
          person={search.person}
          name={rows.find(({ person }) => person)?.person?.name ?? null}
          onChange={(person) => onChange({ person })}
        />
        <TimeFilter from={search.from} to={search.to} onChange={onChange} />
        {isNarrowed(search) ? (
          <Button size="sm" variant="ghost" onClick={() => onChange(everything)}>
            {t("clearAll")}
          </Button>
        ) : null}
      </div>
      <div className="ml-auto flex items-center gap-2 whitespace-nowrap">{children}</div>
    </div>
  );
}
