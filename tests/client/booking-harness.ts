import { screen } from "@testing-library/react";
import type { vi } from "vitest";
import type { CheckoutInput, CheckoutStep, CheckoutView } from "../../shared/checkout-api";
import type { EventAnswer, EventDetail } from "../../shared/events-api";
import { linkedMember, openPortal, type Answer, type Answers } from "./portal-harness";

/** The page of an event, and what its server answers unless told otherwise. */
export const PATH = "/portal/events/event_1";
export const event: EventDetail = {
  ...{ id: "event_1", name: "Wundtag", startsAt: 1_800_000_000_000, endsAt: null, place: "Ueckermünde" },
  ...{ standing: "open", placesLeft: 3, description: "Verbände und Kompression." },
  categories: [
    {
      ...{ id: "doctors", name: "Doctors", price: 9_500, currency: "EUR", payment: "invoice" },
      addons: [{ id: "lunch", name: "Lunch", price: 2_200 }],
    },
    { id: "card", name: "By card", price: 5_000, currency: "EUR", payment: "card", addons: [] },
    { id: "students", name: "Students", price: 0, currency: "EUR", payment: "free", addons: [] },
  ],
};
export const answerWith = (more: Partial<EventDetail> = {}): EventAnswer => ({
  ...{ kind: "event", readAt: 1_790_000_000_000, fresh: true, event: { ...event, ...more } },
});

export const view = (step: CheckoutStep): CheckoutView => ({
  ...{ checkoutId: "c1", eventId: "event_1", eventName: "Wundtag", askedAt: Date.now(), step },
  ...{ productId: "doctors", agreed: { total: 9_500, currency: "EUR" } },
});
export const booked = view({ kind: "booked", ticketNumber: "WUND-000007" });
export const refused = (why: "price_changed" | "full" | "payment") =>
  view({ kind: "refused", why, price: null });
export const asked = () => view({ kind: "asked", waitsFor: "backend", until: Date.now() + 15 * 60_000 });
export const unknown = () => view({ kind: "unknown", nextTryAt: Date.now() });

export const nothingBooked = { checkouts: [], backend: { kind: "live", readAt: 1, bookings: [] } };
/** As the backend has it. */
export const liveBooking = {
  ...{ id: "b1", eventId: event.id, eventName: "Wundtag", startDate: event.startsAt, ticketNumber: "WUND-1" },
  ...{ status: "confirmed", price: { total: 9_500, currency: "EUR" }, bookedAt: 1 },
};

export const asMember = { "portal.me": () => linkedMember };

export const open = (answers: Answers, told: EventAnswer = answerWith()) =>
  openPortal(PATH, {
    ...{ "portal.event": () => told, "portal.bookings": () => nothingBooked },
    ...{ "portal.checkoutState": () => null },
    ...answers,
  });

export const choose = (name: RegExp) => screen.findByRole("radio", { name });
export const sent = (book: ReturnType<typeof vi.fn<Answer>>) =>
  book.mock.calls.map(([input]) => input as CheckoutInput);

/** A booking that somebody has begun in this window before the page was loaded. */
export const KEY = "k".repeat(43);
export const begunBefore = (who: string) => sessionStorage.setItem(`tandem.booking.event_1.${who}`, KEY);
