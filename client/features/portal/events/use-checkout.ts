import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { isEnded, type CheckoutView } from "../../../../shared/checkout-api";
import { useTRPC, useTRPCClient } from "../../../lib/trpc";
import { forgetKey, knownKey, newKey } from "./booking-key";

/** How often it is looked how far a booking is, in ms: at first, and once it takes longer. */
const SOON_MS = 1_500;
const LATER_MS = 6_000;
const LONG_MS = 30_000;

/** One of which nothing is known may be under way to the server, or begun without an answer. */
function paceOf(view: CheckoutView | null | undefined): number | false {
  if (!view) return LATER_MS;
  if (isEnded(view)) return false;
  return Date.now() - view.askedAt < LONG_MS ? SOON_MS : LATER_MS;
}

/**
 * The booking of an event that `who` began in this window: how far it is, looked at until it has ended, and what one can
 * do about it.
 */
export function useCheckout(eventId: string, who: string) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [atFirst] = useState(() => knownKey(eventId, who));
  const [key, setKey] = useState(atFirst);
  const [another, setAnother] = useState(0);
  const [earlier, setEarlier] = useState<string | null>(null);
  const [guest, setGuest] = useState<{ key: string; email: string } | null>(null);
  const { withdraw, hurry, bookingsChanged } = useCheckoutCalls();
  const keyOf = (of: string | null) => [...trpc.portal.checkoutState.mutationKey(), of] as const;
  const look = useQuery({
    queryKey: keyOf(key),
    enabled: key !== null,
    queryFn: ({ signal }) => client.portal.checkoutState.mutate({ key: key ?? "" }, { signal }),
    refetchInterval: ({ state }) => paceOf(state.data),
  });
  const view = key === null ? null : (look.data ?? null);
  const step = view?.step.kind;
  const onStep = useEffectEvent(bookingsChanged);
  useEffect(() => {
    if (step) onStep();
  }, [step]);
  const tell = async (of: string, told: CheckoutView | null, isEarlier = false) => {
    // An older look that is still under way must not have the last word.
    await queries.cancelQueries({ queryKey: keyOf(of) });
    queries.setQueryData(keyOf(of), told);
    setKey(of);
    if (isEarlier) setEarlier(of);
    // The page may have been left meanwhile.
    bookingsChanged();
  };
  return {
    view,
    /** A booking from before the page was loaded may be under way; it has not been looked at yet. */
    isLooking: key !== null && key === atFirst && look.isLoading && look.errorUpdateCount === 0,
    lookFailed: key !== null && look.error !== null,
    /** It is what was sent first, and not what was changed in the form since. */
    isEarlier: key !== null && key === earlier,
    /** Whom a guest has said they are, in this visit. */
    guestEmail: guest?.key === key ? guest.email : null,
    noteGuest: (of: string, email: string) => setGuest({ key: of, email }),
    /** The key to send with: the same until its booking has ended. */
    keyToSend() {
      const known = view && isEnded(view) ? null : knownKey(eventId, who);
      return { key: known ?? newKey(eventId, who), isNew: known === null };
    },
    tell,
    /** No answer came: it may have been begun all the same. */
    watch(of: string) {
      if (of === key) void look.refetch();
      else setKey(of);
    },
    withdraw: {
      press: () => key && withdraw.mutate(key, { onSuccess: (told) => void tell(key, told) }),
      busy: withdraw.isPending,
      problem: withdraw.isError ? "notStopped" : withdraw.data && !isEnded(withdraw.data) ? "tooLate" : null,
    } satisfies CheckoutAction,
    hurry: {
      press: () => key && hurry.mutate(key, { onSettled: () => void look.refetch() }),
      busy: hurry.isPending,
      problem: hurry.isError ? "tooSoon" : null,
    } satisfies CheckoutAction,
    /** How often they have said that they want another place. */
    another,
    wantAnother: () => setAnother(another + 1),
    /** Forgets a booking that has ended, for another one. */
    startAnew() {
      forgetKey(eventId, who);
      withdraw.reset();
      hurry.reset();
      setKey(null);
      setAnother(another + 1);
    },
  };
}
/** What a person can do about their booking, and why it came to nothing when they last did. */
export type CheckoutAction = {
  press: () => unknown;
  busy: boolean;
  problem: "notStopped" | "tooLate" | "tooSoon" | null;
};
export type Checkout = ReturnType<typeof useCheckout>;

function useCheckoutCalls() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  return {
    withdraw: useMutation({
      mutationFn: (key: string) => client.portal.withdrawCheckout.mutate({ key }),
    }),
    hurry: useMutation({
      mutationFn: (key: string) => client.portal.hurryCheckout.mutate({ key }),
    }),
    bookingsChanged: () => void queries.invalidateQueries(trpc.portal.bookings.queryFilter()),
  };
}
