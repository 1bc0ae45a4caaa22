import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { UsersPage } from "../../../shared/users-api";
import { movedIn, nothingMoved, patchRows, withTotal, type LoadedPages, type Moved } from "./live-rows";

const LIVE_MS = 5_000;
type ListKey = readonly unknown[];
type Sight = { first: number; last: number };

/**
 * While a list is shown, reads the pages in sight again every few seconds. Rows change in place; the answer is who
 * would come or go.
 */
export function useLivePages(
  listKey: ListKey,
  enabled: boolean,
  read: (cursor: string | null) => Promise<UsersPage>,
) {
  const queryClient = useQueryClient();
  const sightRef = useRef<Sight>({ first: 0, last: 0 });
  const onSight = (first: number, last: number) => {
    sightRef.current = { first, last };
  };

  const refresh = async (): Promise<Moved> => {
    const loaded = queryClient.getQueryData<LoadedPages>(listKey);
    if (!loaded) return nothingMoved;
    const moves = await Promise.all(
      cursorsIn(loaded, sightRef.current).map(async (cursor) => {
        const fresh = await read(cursor);
        queryClient.setQueryData<LoadedPages>(
          listKey,
          (now) => now && withTotal(patchRows(now, fresh.rows), fresh.total),
        );
        return movedIn(loaded, cursor, fresh);
      }),
    );
    return {
      arrived: moves.reduce((sum, move) => sum + move.arrived, 0),
      gone: moves.flatMap((move) => move.gone),
    };
  };
  const live = useQuery({
    queryKey: ["live", ...listKey],
    queryFn: refresh,
    meta: { list: listKey },
    enabled,
    initialData: nothingMoved,
    staleTime: Infinity,
    refetchInterval: LIVE_MS,
  });
  const forget = () => queryClient.setQueryData(["live", ...listKey], nothingMoved);
  return { moved: live.data, forget, onSight };
}

/** The cursors of the pages that hold the rows in sight. */
function cursorsIn(loaded: LoadedPages, { first, last }: Sight) {
  let start = 0;
  return loaded.pageParams.filter((_, index) => {
    const end = start + (loaded.pages[index]?.rows.length ?? 0);
    const seen = start <= last && end > first;
    start = end;
    return seen || loaded.pages.length === 1;
  });
}
