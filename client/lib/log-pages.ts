import {
  keepPreviousData,
  useQueryClient,
  type InfiniteData,
  type UseInfiniteQueryResult,
} from "@tanstack/react-query";
import { useMemo } from "react";
import { beginAgain } from "./begin-again";
import { useReadOn } from "./read-on";

type Page<Row> = { rows: Row[]; nextCursor: string | null };
export type LoadedPages<Row> = InfiniteData<Page<Row>, string | null>;

/** How an endless list is asked for: it keeps still until somebody asks for what is new. */
export const pageByPage = {
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
  placeholderData: keepPreviousData,
  staleTime: 30_000,
  refetchOnWindowFocus: false,
} as const;

/** An endless list, newest first, as far as it is read. */
export type LogPages<Row> = {
  list: UseInfiniteQueryResult<LoadedPages<Row>, unknown>;
  rows: Row[];
  /** Much was read and little found: it reads on when it is asked to. */
  hasStopped: boolean;
  readOn: () => void;
};

/** Its rows, and `readAnew`, by which it begins with one page again. */
export function useLogPages<Row>(list: LogPages<Row>["list"], key: readonly unknown[]) {
  const queryClient = useQueryClient();
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  const reading = useReadOn(list, list.data?.pages.length ?? 0, rows.length);
  const readAnew = () => beginAgain(queryClient, key);
  return { log: { list, rows, ...reading }, readAnew };
}
