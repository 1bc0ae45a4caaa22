import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import type { SavedViews } from "../../../shared/saved-views-api";
import { useTRPC } from "../../lib/trpc";
import { isUsual, layoutText, readLayout, type ColumnLayout } from "./column-layout";
import type { UsersSearch } from "./users-search";

type Change = (changes: Partial<UsersSearch>, options?: { replace?: boolean }) => void;

/**
 * How the columns lie: as the address says, else as this operator likes them. A change is in the address at once, and
 * is remembered as the operator's own unless the columns are those of a view that is open (`ofView`).
 */
export function useColumnLayout(search: UsersSearch, change: Change, ofView: boolean) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const kept = useQuery(trpc.savedViews.list.queryOptions(undefined, { staleTime: 60_000 }));
  const own = kept.data?.columns ?? null;
  const keep = useMutation(trpc.savedViews.keepColumns.mutationOptions());

  // An address that is handed on shows others what was seen here, the operator's own columns too.
  const tellOwn = useEffectEvent((columns: string) => change({ cols: columns }, { replace: true }));
  const untold = search.cols === null && own !== null ? own : null;
  useEffect(() => {
    if (untold !== null) tellOwn(untold);
  }, [untold]);

  const setLayout = (next: ColumnLayout) => {
    const text = layoutText(next);
    if (ofView) return change({ cols: text }, { replace: true });
    const columns = isUsual(next) ? null : text;
    queryClient.setQueryData<SavedViews>(
      trpc.savedViews.list.queryKey(),
      (known) => known && { ...known, columns },
    );
    keep.mutate({ columns });
    change({ cols: columns }, { replace: true });
  };
  return { layout: readLayout(search.cols ?? own), setLayout, isKnown: !kept.isPending };
}
