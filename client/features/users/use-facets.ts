import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../lib/trpc";
import { filterOf, type UsersSearch } from "./users-search";

/** How many people are in each link state, of those that the rest of the search finds; kept up to date. */
export function useFacets(search: UsersSearch) {
  const trpc = useTRPC();
  const [openedAt] = useState(Date.now);
  const filter = filterOf({ ...search, state: [] }, openedAt);
  const narrowed = Object.keys(filter).length > 0 ? filter : undefined;
  return useQuery(
    trpc.users.facets.queryOptions(narrowed, { refetchInterval: 5_000, placeholderData: keepPreviousData }),
  );
}
