import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { GuestFields, type CheckoutInput } from "../../../../shared/checkout-api";
import type { EventDetail } from "../../../../shared/events-api";
import { describeError } from "../../../lib/api-error";
import { language } from "../../../lib/i18n/language";
import { useTRPC, useTRPCClient } from "../../../lib/trpc";
import { callFailure } from "../call-failure";
import type { Refusal } from "../form/use-form";
import { choiceOf, type Typed } from "./booking-check";
import type { Checkout } from "./use-checkout";
import { formWords } from "./words";

type Booking = { event: EventDetail; isGuest: boolean; checkout: Checkout };

/**
 * Sends a booking; what becomes of it, `checkout` knows. Answers with the refusal when it was not begun. Under one key what
 * was sent first counts: when something else is to go, it is looked first whether that has arrived.
 */
export function useBooking({ event, isGuest, checkout }: Booking) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const last = useRef<string | null>(null);
  const book = useMutation({
    mutationFn: async ({ input, isNew }: { input: CheckoutInput; isNew: boolean }) => {
      const sent = JSON.stringify(input);
      if (!isNew && sent !== last.current) {
        const earlier = await client.portal.checkoutState.mutate({ key: input.key });
        if (earlier) return { view: earlier, isEarlier: true };
      }
      last.current = sent;
      if (input.guest) checkout.noteGuest(input.key, input.guest.email);
      return { view: await client.portal.checkout.mutate(input), isEarlier: false };
    },
    // A session that has ended or begun shows itself at the next look.
    onError: () => void queries.invalidateQueries(trpc.portal.me.queryFilter()),
  });
  return async (typed: Typed): Promise<Refusal<Typed> | null> => {
    const choice = choiceOf(event.categories, (name) => typed[name]);
    if (!choice) return { field: "productId", message: formWords("chooseCategory") };
    const { key, isNew } = checkout.keyToSend();
    const { category, addonIds, price: agreed } = choice;
    const order = { key, eventId: event.id, productId: category.id, addonIds, agreed, language };
    const guest = isGuest ? { guest: GuestFields.parse(typed) } : {};
    try {
      const { view, isEarlier } = await book.mutateAsync({ input: { ...order, ...guest }, isNew });
      await checkout.tell(key, view, isEarlier);
      return null;
    } catch (error) {
      if (describeError(error).worthRetrying) checkout.watch(key);
      return refusalOf(error);
    }
  };
}

function refusalOf(error: unknown): Refusal<Typed> {
  const { message, field } = callFailure(error, {
    ...{ unanswered: formWords("unanswered"), unavailable: formWords("unavailable") },
  });
  return { field: field === "email" ? field : null, message };
}
