import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { WebhookFilter } from "../../../../shared/webhooks-api";
import {
  nothingArrived,
  setAside,
  setPageAside,
  withArrived,
  type Arrived,
  type LoadedLog,
} from "./arrivals";
import { useLiveTail } from "./use-live-tail";

/** How often a log narrowed to one person is looked at: the tail does not know every ID of theirs. */
const LOOK_MS = 5_000;
/** So many rows are put on top of the log before it is read anew and begins with one page again. */
const MOST_ON_TOP = 500;

type Options = {
  filter: WebhookFilter;
  logKey: readonly unknown[];
  enabled: boolean;
  calm: boolean;
  readTop: () => Promise<LoadedLog["pages"][0]>;
  readAnew: () => Promise<void>;
};

/**
 * What has arrived since the log was read. It joins the log at once while that is calm; otherwise it waits aside, until
 * it is shown or something arrives in a calm moment.
 */
export function useArrivals({ filter, logKey, enabled, calm, readTop, readAnew }: Options) {
  const queryClient = useQueryClient();
  const asideKey = ["aside", ...logKey];
  const loaded = () => queryClient.getQueryData<LoadedLog>(logKey);
  const aside = () => queryClient.getQueryData<Arrived>(asideKey) ?? nothingArrived;
  const put = (arrived: Arrived) => queryClient.setQueryData(asideKey, arrived);

  const show = async () => {
    put(nothingArrived);
    await readAnew();
  };
  /** Answers what still waits. */
  const settle = (arrived: Arrived): Arrived => {
    if (!calm || arrived.rows.length === 0) return arrived;
    if (arrived.gap || (loaded()?.pages[0]?.rows.length ?? 0) > MOST_ON_TOP) void readAnew();
    else queryClient.setQueryData<LoadedLog>(logKey, (now) => now && withArrived(now, arrived));
    return nothingArrived;
  };

  const byTail = enabled && filter.person === undefined;
  const { data: arrived, refetch } = useQuery({
    queryKey: asideKey,
    queryFn: async () => {
      const page = await readTop();
      return settle(setPageAside(aside(), loaded(), page));
    },
    enabled: enabled && !byTail,
    initialData: nothingArrived,
    staleTime: Infinity,
    refetchInterval: LOOK_MS,
  });
  const { cut } = useLiveTail({
    filter,
    enabled: byTail,
    onRows: (rows) => put(settle(setAside(aside(), loaded(), rows))),
    onStarted: () => void refetch(),
  });
  return { count: arrived.rows.length, gap: arrived.gap, cut, show };
}
