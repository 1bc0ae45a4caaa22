import { eventPageSchema, productsSchema } from "../../shared/backend-api";
import type { ReferenceBackend } from "../reference-backend/server";
import type { DemoEvent } from "./bookings";

/** The events of the built-in backend, past ones too, each at its lowest price. */
export async function readBackendEvents({ app }: ReferenceBackend, apiKey: string): Promise<DemoEvent[]> {
  const headers = { authorization: `Bearer ${apiKey}` };
  const read = async (path: string): Promise<unknown> =>
    (await app.inject({ url: `/api/v1/events${path}`, headers })).json();
  const { events } = eventPageSchema(0).parse(await read("?limit=100"));
  return Promise.all(
    events.map(async ({ id, name, startDate = 0, registrations = 0 }) => {
      const products = productsSchema.parse(await read(`/${id}/products`));
      const price = Math.min(...products.map((product) => product.price));
      return { id, name, startDate, places: registrations, price: Number.isFinite(price) ? price : 0 };
    }),
  );
}
