import { useSearchParams } from "react-router";
import { formatCount } from "../../lib/format";
import { FacetLinks, type Facet } from "../../ui/facet-links";
import { statesInOrder, stateTitle } from "./link-states";
import { useFacets } from "./use-facets";
import { writeUsersSearch, type UsersSearch } from "./users-search";
import { t } from "./words";

type Props = { search: UsersSearch; onChange: (changes: Partial<UsersSearch>) => void };

/** The link states, each with how many there are of those that the rest of the filter finds. */
export function FacetsBar({ search, onChange }: Props) {
  const [params] = useSearchParams();
  const { data } = useFacets(search);
  const leadingTo = (state: UsersSearch["state"]) => ({
    to: { search: writeUsersSearch(params, { state, user: null }).toString() },
    onPick: () => onChange({ state, user: null }),
  });
  const shown = (count: number | undefined) => ({
    count: count === undefined ? null : formatCount(count, data?.exact ?? true),
  });
  const all: Facet = {
    key: "all",
    ...leadingTo([]),
    current: search.state.length === 0,
    name: t("all"),
    ...shown(data?.total),
  };
  const byState = statesInOrder.map((state) => ({
    key: state,
    ...leadingTo([state]),
    current: search.state.includes(state),
    name: stateTitle(state),
    ...shown(data?.states[state]),
  }));
  return <FacetLinks label={t("linkStates")} facets={[all, ...byState]} />;
}
