import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { formatNumber } from "../../lib/format";
import { useTRPC } from "../../lib/trpc";
import { FacetLinks, type Facet } from "../../ui/facet-links";
import { statesInOrder, stateTitle } from "./link-states";
import { isNarrowedFurther, writeUsersSearch, type UsersSearch } from "./users-search";
import { t } from "./words";

type Props = { search: UsersSearch; onChange: (changes: Partial<UsersSearch>) => void };

/** All users by link state. The counts are over everybody; where the list is narrowed further, it says so. */
export function FacetsBar({ search, onChange }: Props) {
  const trpc = useTRPC();
  const [params] = useSearchParams();
  const { data } = useQuery(trpc.users.facets.queryOptions(undefined, { refetchInterval: 5_000 }));
  const leadingTo = (state: UsersSearch["state"]) => ({
    to: { search: writeUsersSearch(params, { state, user: null }).toString() },
    onPick: () => onChange({ state, user: null }),
  });
  const shown = (count: number | undefined) => ({
    count: count === undefined ? null : formatNumber(count),
    zero: count === 0,
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
  const note = isNarrowedFurther(search) ? (
    <span className="ml-auto self-center pr-1 pl-3 text-sm whitespace-nowrap text-fg-3">
      {t("countsOfAll")}
    </span>
  ) : null;
  return <FacetLinks label={t("linkStates")} facets={[all, ...byState]} after={note} />;
}
