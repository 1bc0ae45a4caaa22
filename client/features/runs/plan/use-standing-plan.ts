import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { RunPreview, RunPreviewInput } from "../../../../shared/runs-api";
import { describeError } from "../../../lib/api-error";
import { useTRPC } from "../../../lib/trpc";

/**
 * The plan of a run as the operator sees it, which stands still until they have it read again. When starting it is
 * refused because it has become another one, `seen` is the plan it was, and `plan` the new one.
 */
export function useStandingPlan(input: RunPreviewInput) {
  const trpc = useTRPC();
  const [seen, setSeen] = useState<RunPreview | null>(null);
  const stillStanding = { staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false };
  const query = useQuery(trpc.runs.preview.queryOptions(input, stillStanding));
  const plan = query.data ?? null;
  const onRefused = (error: unknown) => {
    if (describeError(error).field !== "hash") return;
    setSeen(plan);
    void query.refetch();
  };
  return { query, plan, seen, onRefused };
}
