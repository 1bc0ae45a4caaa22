import { useEffect, useEffectEvent } from "react";

/** A page may find little: more of them are read by themselves until there is a screenful, or so many were read. */
const SCREENFUL = 20;
const READ_ON = 20;

type List = {
  hasNextPage: boolean;
  isFetching: boolean;
  isError: boolean;
  fetchNextPage: () => Promise<unknown>;
};

/** Reads on while what was found on so many pages does not fill the screen; after many it waits to be asked. */
export function useReadOn(list: List, pages: number, found: number) {
  const wants = list.hasNextPage && found < SCREENFUL;
  const hasStopped = wants && pages > 0 && pages % READ_ON === 0;
  const goesOn = wants && !hasStopped && !list.isFetching && !list.isError;
  const next = useEffectEvent(() => void list.fetchNextPage());
  useEffect(() => {
    if (goesOn) next();
  }, [goesOn, pages]);
  return { hasStopped: hasStopped && !list.isFetching, readOn: () => void list.fetchNextPage() };
}
