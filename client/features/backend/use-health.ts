import { useQuery } from "@tanstack/react-query";
import type { Health } from "../../../shared/health-api";
import { useTRPC } from "../../lib/trpc";

const LOOK_MS = 5_000;
/** While something is wrong people wait for it to end. */
const CLOSE_LOOK_MS = 2_000;

/** Neither is anything wrong, nor does the demo tell its story. */
const isQuiet = ({ gate, lane, demo }: Health) => gate.breaker.state === "closed" && !lane?.paused && !demo;

/** What the server says of the two systems under it, or `null` while it does not answer. */
export function useHealth(): Health | null {
  const trpc = useTRPC();
  const { data, error } = useQuery(
    trpc.health.get.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data && !isQuiet(state.data) ? CLOSE_LOOK_MS : LOOK_MS),
    }),
  );
  return error ? null : (data ?? null);
}
