import { userStatuses } from "../../../shared/users-list";
import { formatCount } from "../../lib/format";
import { Button } from "../../ui/button";
import { FilterMenu } from "../../ui/filter-menu";
import { DateFilter } from "./date-filter";
import { errorCodes, errorWord } from "./error-words";
import { LinkGlyph } from "./link-glyph";
import { statesInOrder, stateTitle } from "./link-states";
import { useFacets } from "./use-facets";
import { isNarrowed, noFilter, type UsersSearch } from "./users-search";
import { statusWords, t } from "./words";

type Props = { search: UsersSearch; onChange: (changes: Partial<UsersSearch>) => void };

/** Everything the list can be narrowed by, beside the words of the search. */
export function Filters({ search, onChange }: Props) {
  const { data: facets } = useFacets(search);
  return (
    <>
      <FilterMenu
        label={t("state")}
        chosen={search.state}
        onChange={(state) => onChange({ state })}
        options={statesInOrder.map((state) => ({
          value: state,
          name: stateTitle(state),
          drawn: <LinkGlyph state={state} />,
          count: facets ? formatCount(facets.states[state], facets.exact) : "",
        }))}
      />
      <FilterMenu
        label={t("account")}
        chosen={search.status}
        onChange={(status) => onChange({ status })}
        options={userStatuses.map((status) => ({ value: status, name: statusWords(status) }))}
      />
      <DateFilter label={t("created")} from={search.from} to={search.to} onChange={onChange} />
      <DateFilter
        label={t("changed")}
        from={search.since}
        to={search.until}
        onChange={({ from, to }) => onChange({ since: from, until: to })}
      />
      <FilterMenu
        label={t("error")}
        chosen={search.error}
        onChange={(error) => onChange({ error })}
        options={errorCodes.map((code) => ({ value: code, name: errorWord(code) }))}
      />
      {isNarrowed(search) ? (
        <Button size="sm" variant="ghost" onClick={() => onChange({ ...noFilter, view: null })}>
          {t("clearAll")}
        </Button>
      ) : null}
    </>
  );
}
