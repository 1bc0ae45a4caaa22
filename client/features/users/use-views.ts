import { useQuery } from "@tanstack/react-query";
import type { SavedView } from "../../../shared/saved-views-api";
import { useTRPC } from "../../lib/trpc";
import { builtInViews } from "./built-in-views";
import type { UsersSearch } from "./users-search";
import { hasColumns, isChanged } from "./view-search";

export type KnownView = { id: string; name: string; search: string; kept: SavedView | null };

/** Every view this operator has, which of them is open, and whether something else is seen by now. */
export function useViews(search: UsersSearch) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.savedViews.list.queryOptions(undefined, { staleTime: 60_000 }));
  const kept = (data?.views ?? []).map((view): KnownView => ({
    ...{ id: view.viewId, name: view.name, search: view.search },
    kept: view,
  }));
  const views: KnownView[] = [...builtInViews.map((view) => ({ ...view, kept: null })), ...kept];
  const open = views.find(({ id }) => id === search.view) ?? null;
  return {
    views,
    open,
    changed: open !== null && isChanged(open.search, search),
    ofView: open !== null && hasColumns(open.search),
  };
}
