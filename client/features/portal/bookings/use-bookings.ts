import { useQuery } from "@tanstack/react-query";
import type { CheckoutView } from "../../../../shared/checkout-api";
import { isEnded } from "../../../../shared/checkout-api";
import type { OwnBookings } from "../../../../shared/own-bookings-api";
import { useTRPC } from "../../../lib/trpc";

/** How often it is looked while something is under way, in ms. */
const AWAITING_MS = 3_000;

export const isOpen = (checkout: CheckoutView): boolean => !isEnded(checkout);

/** What the member has booked, and what is under way. */
export function useBookings() {
  const trpc = useTRPC();
  return useQuery(
    trpc.portal.bookings.queryOptions(undefined, {
      staleTime: 10_000,
      refetchInterval: ({ state }) => (state.data?.checkouts.some(isOpen) ? AWAITING_MS : false),
    }),
  );
}

/** How long a booking that came to nothing is shown, in ms: somebody may have closed the page before. */
const REFUSED_SHOWN_MS = 2 * 24 * 3_600_000;

/** What the backend's own list does not tell: what is under way, and what lately came to nothing unseen. */
export const besideBackend = ({ checkouts }: OwnBookings, now: number): CheckoutView[] =>
  checkouts.filter(
    ({ step, askedAt }) =>
      step.kind !== "booked" &&
      !(step.kind === "refused" && (step.why === "withdrawn" || now - askedAt > REFUSED_SHOWN_MS)),
  );
