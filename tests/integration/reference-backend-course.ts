import type { CheckoutOrder, Crm } from "../../server/crm/port";
import { startBackend } from "./reference-backend-harness";

export const HOUR = 60 * 60 * 1000;
export const customer = { email: "gast@example.org", firstName: "Gerda", lastName: "Gast" };

/** A course with a category, an add-on and one that no payment is taken for. */
export const course = (start: number, more: object = {}) => ({
  ...{ id: "event_kurs", name: "Kurs", startDate: start, endDate: start + HOUR, ticketPrefix: "KURS" },
  ...{ status: "published", location: "Ueckermünde", capacity: 2 },
  products: [
    {
      id: "prod_platz",
      name: "Platz",
      customProperties: {
        ...{ price: 9_500, currency: "EUR", paymentMethod: "invoice" },
        addons: [{ id: "addon_essen", name: "Essen", price: 2_200 }],
      },
    },
    { id: "prod_frei", name: "Studierende", price: 0, currency: "EUR" },
    { id: "prod_pech", name: "Abgelehnt", price: 100, currency: "EUR", paymentRefused: true },
  ],
  ...more,
});

export async function startWithCourse(more: object = {}, options: Parameters<typeof startBackend>[0] = {}) {
  const started = await startBackend({ chaos: true, ...options });
  const start = started.clock.now() + 24 * HOUR;
  await started.backend.seed({ events: [course(start, more)] });
  return { ...started, start, ...bookingAt(started.crm) };
}

/** Books in one go, each time as another intent. */
export function bookingAt(crm: Crm) {
  let nth = 0;
  const order = (more: Partial<CheckoutOrder> = {}): CheckoutOrder => ({
    ...{ eventId: "event_kurs", products: [{ productId: "prod_platz", quantity: 1 }], customer },
    ...more,
  });
  const open = (more?: Partial<CheckoutOrder>) =>
    crm.openCheckout(order(more), { idempotencyKey: `open-${++nth}` });
  const confirm = (sessionId: string) => crm.confirmCheckout(sessionId, { idempotencyKey: `book-${++nth}` });
  const book = async (more?: Partial<CheckoutOrder>) => confirm((await open(more)).sessionId);
  const taken = async () => (await crm.getEvent("event_kurs"))?.registrations;
  return { open, confirm, book, taken };
}
