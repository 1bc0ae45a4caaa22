import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { isEnded, type CheckoutView } from "../../../../shared/checkout-api";
import { useTRPC, useTRPCClient } from "../../../lib/trpc";
import { answerLimit } from "../call-failure";
import { forgetKey, knownKey, newKey } from "./booking-key";

/** How often it is looked how far a booking is, in ms: at first, and once it takes longer. */
const SOON_MS = 1_500;
const LATER_MS = 6_000;
const LONG_MS = 30_000;

/** One that was not begun yet may still be under way to the server. */
function paceOf(view: CheckoutView | null): number | false {
  if (!view) return LATER_MS;
  if (isEnded(view)) return false;
  return Date.now() - view.askedAt < LONG_MS ? SOON_MS : LATER_MS;
}

const keyOf = (key: string | null) => ["portal-checkout", key] as const;

/** This window's booking of an event: how far it is, looked at until it has ended, and what one can do about it. */
export function useCheckout(eventId: string) {
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [atFirst] = useState(() => knownKey(eventId));
  const [key, setKey] = useState(atFirst);
  const [isAnother, setIsAnother] = useState(false);
  const calls = useCheckoutCalls();
  const look = useQuery({
    queryKey: keyOf(key),
    enabled: key !== null,
    queryFn: ({ signal }) => client.portal.checkoutState.mutate({ key: key ?? "" }, { signal }),
    refetchInterval: ({ state }) => (state.data === undefined ? false : paceOf(state.data)),
  });
  const view = key === null ? null : (look.data ?? null);
  const tell = async (of: string, told: CheckoutView | null) => {
    // An older look that is still under way must not have the last word.
    await queries.cancelQueries({ queryKey: keyOf(of) });
    queries.setQueryData(keyOf(of), told);
    setKey(of);
    if (told && isEnded(told)) calls.bookingsChanged();
  };
  return {
    view,
    /** A booking from before the page was loaded may be under way; it is not known yet. */
    isLooking: key !== null && key === atFirst && look.data === undefined && look.isFetching,
    lookFailed: key !== null && look.error !== null,
    /** The key to send with: the same until its booking has ended. */
    keyToSend: () => (view && isEnded(view) ? null : knownKey(eventId)) ?? newKey(eventId),
    tell,
    /** No answer came: it may have been begun all the same. */
    watch(of: string) {
      if (of === key) void look.refetch();
      else setKey(of);
    },
    withdraw: () => key && calls.withdraw.mutate(key, { onSuccess: (told) => void tell(key, told) }),
    hurry: () => key && calls.hurry.mutate(key, { onSettled: () => void look.refetch() }),
    busy: calls.withdraw.isPending || calls.hurry.isPending,
    actionFailed: calls.withdraw.isError || calls.hurry.isError,
    isAnother,
    /** Forgets a booking that has ended, for another one. */
    startAnew() {
      forgetKey(eventId);
      setKey(null);
      setIsAnother(true);
    },
  };
}
export type Checkout = ReturnType<typeof useCheckout>;

function useCheckoutCalls() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  return {
    withdraw: useMutation({
      mutationFn: (key: string) => client.portal.withdrawCheckout.mutate({ key }, answerLimit()),
    }),
    hurry: useMutation({
      mutationFn: (key: string) => client.portal.hurryCheckout.mutate({ key }, answerLimit()),
    }),
    bookingsChanged: () => void queries.invalidateQueries(trpc.portal.bookings.queryFilter()),
  };
}
