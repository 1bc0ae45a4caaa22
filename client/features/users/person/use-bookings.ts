import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../../lib/trpc";

/** While they are looked at. The backend counts every call, so it is not asked before, and not often. */
const FRESH_MS = 30_000;

export type FoundBookings = ReturnType<typeof useBookings>;

/** What a person has booked, asked of the backend when somebody wants to know. */
export function useBookings(id: string, wanted: boolean) {
  const trpc = useTRPC();
  return useQuery(
    trpc.users.bookings.queryOptions({ id }, { enabled: wanted, staleTime: FRESH_MS, gcTime: FRESH_MS }),
  );
}
