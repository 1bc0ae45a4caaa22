import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "../../lib/trpc";
import { useVisible } from "../../lib/visible";
import { isOver } from "./run-course";

/** How often a run is asked for while its stream is cut, and how long until the stream is tried again, in ms. */
const CUT_MS = 3_000;

/** Asks anew for the lists of runs, after one was started or changed. */
export function useRefreshRuns() {
  const { list, active } = useTRPC().runs;
  const queryClient = useQueryClient();
  return () => Promise.all([list, active].map((query) => queryClient.invalidateQueries(query.pathFilter())));
}

/** One run, followed live until all of it has ended. `cut`: what is shown may be a few seconds old. */
export function useRun(runId: string) {
  const trpc = useTRPC();
  const [cut, setCut] = useState(false);
  const query = useQuery(trpc.runs.get.queryOptions({ runId }, { refetchInterval: cut ? CUT_MS : false }));
  const live = query.data !== undefined && !isOver(query.data);
  useRunStream(runId, live, setCut);
  return { query, cut: live && cut };
}

/**
 * Lets the server tell the run's progress into the query above. A page that nobody sees does without: a browser keeps
 * six connections to a server for all its tabs, and streams must not use them up.
 */
function useRunStream(runId: string, live: boolean, setCut: (cut: boolean) => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const visible = useVisible();
  const stream = useSubscription(
    trpc.runs.watch.subscriptionOptions(
      { runId },
      {
        enabled: live && visible,
        onStarted: () => setCut(false),
        onData: ({ data }) => queryClient.setQueryData(trpc.runs.get.queryKey({ runId }), data),
        onConnectionStateChange: ({ state, error }) => state === "connecting" && error && setCut(true),
        onError: () => setCut(true),
      },
    ),
  );
  const { status, reset } = stream;
  useEffect(() => {
    if (status !== "error") return;
    const timer = setTimeout(reset, CUT_MS);
    return () => clearTimeout(timer);
  }, [status, reset]);
}
