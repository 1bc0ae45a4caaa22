import { MOST_PLACES, type OrderLine } from "../../../shared/backend-api";
import { ApiError, validationError } from "../api-error";
import type { Product } from "../store/products";

/** An order with its price, in minor units of `currency`, and how many people come. */
export interface PricedOrder {
  total: number;
  currency: string;
  places: number;
  /** What was ordered, by name. */
  items: readonly { name: string; quantity: number }[];
  /** The products among the lines: one ticket each and for each of their quantity. */
  tickets: readonly { product: Product; quantity: number }[];
}

/** Prices an order by the event's products. Throws the 400 that names the line that cannot be ordered, or too many. */
export function priceOrder(products: readonly Product[], lines: readonly OrderLine[]): PricedOrder {
  const found = lines.map((line, index) => ({ ...line, ...lookUp(products, line, index) }));
  const ordered = new Set(found.flatMap(({ product, isAddon }) => (isAddon ? [] : [product.id])));
  found.forEach(({ product, isAddon }, index) => {
    if (isAddon && !ordered.has(product.id)) throw wrong(index, `needs ${product.id}, which it belongs to`);
  });
  const tickets = found.filter(({ isAddon }) => !isAddon);
  const places = tickets.reduce((sum, { quantity }) => sum + quantity, 0);
  if (places > MOST_PLACES) {
    throw validationError([{ field: "products", message: `are more than ${MOST_PLACES} places` }]);
  }
  return {
    total: found.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
    currency: currencyOf(found.map(({ product }) => product)),
    items: found.map(({ name, quantity }) => ({ name, quantity })),
    places,
    tickets,
  };
}

/** Throws `PRICE_MISMATCH` when the caller was shown another sum. */
export function checkShown(shown: number | undefined, { total }: PricedOrder): void {
  if (shown === undefined || shown === total) return;
  throw new ApiError(400, "PRICE_MISMATCH", `The total is ${total}, not ${shown}: read the products again`);
}

function lookUp(products: readonly Product[], { productId }: OrderLine, index: number) {
  for (const product of products) {
    if (product.id === productId)
      return { product, name: product.name, price: product.price, isAddon: false };
    const addon = product.addons.find(({ id }) => id === productId);
    if (addon) return { product, name: addon.name, price: addon.price, isAddon: true };
  }
  throw wrong(index, "is not a product of this event");
}

function currencyOf(products: readonly Product[]): string {
  const [currency = "EUR", ...others] = new Set(products.map((product) => product.currency));
  if (others.length > 0) {
    throw validationError([{ field: "products", message: "are priced in several currencies" }]);
  }
  return currency;
}

const wrong = (index: number, message: string) =>
  validationError([{ field: `products.${index}.productId`, message }]);
