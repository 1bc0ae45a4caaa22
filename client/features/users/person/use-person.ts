import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { describeError } from "../../../lib/api-error";
import { useTRPC } from "../../../lib/trpc";
import { patchRows, type LoadedPages } from "../live-rows";
import { commandOutcome, type Watched } from "./command-words";

const CLOSE_MS = 700;
const PATIENT_MS = 3_000;
const JOB_MS = 2_000;
const IDLE_MS = 10_000;

const isNobody = (error: unknown) => error !== null && describeError(error).code === "not_found";

/**
 * One person, read anew while looked at: quickly while a command of ours is under way, soon while any job is, else now
 * and then. Every reading also mends the person's row in the lists, so that drawer and list never disagree.
 */
export function usePerson(id: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [watched, setWatched] = useState<Watched | null>(null);

  const person = useQuery(
    trpc.users.get.queryOptions(
      { id },
      {
        refetchInterval: (query) => {
          const { data, dataUpdatedAt, error } = query.state;
          if (isNobody(error)) return false;
          const unhurried = data?.row.jobState ? JOB_MS : IDLE_MS;
          if (!watched) return unhurried;
          const reading = data ? { detail: data, readAt: dataUpdatedAt } : null;
          const outcome = commandOutcome(watched, reading, dataUpdatedAt);
          if (outcome.settled) return unhurried;
          return outcome.patient ? PATIENT_MS : CLOSE_MS;
        },
      },
    ),
  );

  const isGone = isNobody(person.error);
  const row = person.data?.row;
  useEffect(() => {
    if (!row) return;
    queryClient.setQueriesData<LoadedPages>(
      { queryKey: trpc.users.list.infiniteQueryKey() },
      (loaded) => loaded && patchRows(loaded, [row]),
    );
  }, [row, queryClient, trpc]);

  const watch = async (command: Watched["command"], jobId: string | null) => {
    setWatched({ command, jobId, since: Date.now() });
    await Promise.all([
      queryClient.invalidateQueries(trpc.users.get.queryFilter({ id })),
      queryClient.invalidateQueries(trpc.users.timeline.pathFilter()),
      queryClient.invalidateQueries(trpc.users.matchCandidates.pathFilter()),
      queryClient.invalidateQueries(trpc.users.facets.queryFilter()),
    ]);
  };
  return { person, isGone, watched, watch, forget: () => setWatched(null) };
}
