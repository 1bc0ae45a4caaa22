import type { ReactNode } from "react";
import { webhookCauses, type WebhookFacets, type WebhookRow } from "../../../../shared/webhooks-api";
import { FilterMenu } from "../../../ui/filter-menu";
import { FilterRow } from "../../../ui/log/filter-row";
import { IdFilter } from "../../../ui/log/id-filter";
import { TimeFilter } from "../../../ui/log/time-filter";
import { causeWord } from "../outcomes";
import { countWords } from "../use-facets";
import { everything, isNarrowed, type WebhooksSearch } from "../webhooks-search";
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
    <FilterRow narrowed={isNarrowed(search)} onClear={() => onChange(everything)} after={children}>
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
      <IdFilter
        label={t("person")}
        id={search.person}
        name={rows.find(({ person }) => person)?.person?.name ?? null}
        field={t("idOfPerson")}
        hint={t("idOfPersonHint")}
        submit={t("onlyTheirs")}
        onChange={(person) => onChange({ person })}
      />
      <TimeFilter label={t("received")} from={search.from} to={search.to} onChange={onChange} />
    </FilterRow>
  );
}
