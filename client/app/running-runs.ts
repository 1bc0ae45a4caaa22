import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../lib/trpc";

/** The runs under way. Looked for every few seconds, and closely while there is one. */
export function useRunningRuns() {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.runs.list.queryOptions(
      {},
      {
        select: (page) => page.runs.filter((run) => run.state === "freezing" || run.state === "running"),
        refetchInterval: (query) =>
          query.state.data?.runs.some((run) => run.finishedAt === null) ? 1_000 : 5_000,
      },
    ),
  );
  return data ?? noRuns;
}

const noRuns: never[] = [];
