import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { DeskCheckout } from "../../../../shared/desk-checkouts-api";
import { useTRPC } from "../../../lib/trpc";

/** How often it is looked while something is under way, in ms. */
const FOLLOW_MS = 3_000;

export const isUnderWay = ({ step }: DeskCheckout): boolean =>
  step.kind !== "booked" && step.kind !== "refused";

/** A person's bookings on their way to the backend and what came of them; none as long as nobody wants to know. */
export function useCheckouts(id: string, wanted: boolean) {
  const trpc = useTRPC();
  const options = trpc.users.checkouts.queryOptions(
    { id },
    {
      enabled: wanted,
      refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? FOLLOW_MS : false),
    },
  );
  return useQuery(options);
}

/** The button that does not wait for the next try. */
export function useHurry(id: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries(trpc.users.checkouts.queryFilter({ id }));
  return useMutation(trpc.users.hurryCheckout.mutationOptions({ onSettled }));
}

/** Says how a booking ended; `onSettled` hears that it was kept. */
export function useSettling(onSettled: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.users.settleCheckout.mutationOptions({
      onSuccess: async () => {
        onSettled();
        await Promise.all([
          queries.invalidateQueries(trpc.users.checkouts.pathFilter()),
          queries.invalidateQueries(trpc.overview.pathFilter()),
        ]);
      },
    }),
  );
}
