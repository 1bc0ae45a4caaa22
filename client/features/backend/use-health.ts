import { useQuery } from "@tanstack/react-query";
import type { Health } from "../../../shared/health-api";
import { useTRPC } from "../../lib/trpc";

const LOOK_MS = 5_000;
/** While something is wrong people wait for it to end. */
const CLOSE_LOOK_MS = 2_000;

const isWell = ({ gate, lane }: Health) => gate.breaker.state === "closed" && !lane?.paused;

/** What the server says of the two systems under it, or `null` while it does not answer. */
export function useHealth(): Health | null {
  const trpc = useTRPC();
  const { data, error } = useQuery(
    trpc.health.get.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data && !isWell(state.data) ? CLOSE_LOOK_MS : LOOK_MS),
    }),
  );
  return error ? null : (data ?? null);
}
