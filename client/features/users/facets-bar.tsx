import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { formatNumber } from "../../lib/format";
import { useTRPC } from "../../lib/trpc";
import { FacetLinks, type Facet } from "../../ui/facet-links";
import { statesInOrder, stateTitle } from "./link-states";
import { writeUsersSearch, type UsersSearch } from "./users-search";

/** All users by link state. The counts are over everybody, whatever else is filtered. */
export function FacetsBar({ search }: { search: UsersSearch }) {
  const trpc = useTRPC();
  const [params] = useSearchParams();
  const { data } = useQuery(trpc.users.facets.queryOptions(undefined, { refetchInterval: 5_000 }));
  const to = (state: UsersSearch["state"]) => ({
    search: writeUsersSearch(params, { state, user: null }).toString(),
  });
  const shown = (count: number | undefined) => ({
    count: count === undefined ? null : formatNumber(count),
    zero: count === 0,
  });
  const all: Facet = {
    key: "all",
    to: to([]),
    current: search.state.length === 0,
    name: "All",
    ...shown(data?.total),
  };
  const byState = statesInOrder.map((state) => ({
    key: state,
    to: to([state]),
    current: search.state.includes(state),
    name: stateTitle(state),
    ...shown(data?.states[state]),
  }));
  return <FacetLinks label="Link states" facets={[all, ...byState]} />;
}
