import { z } from "zod";
import { compact, firstPresent, isJsonObject, rawObject, unwrapData, wireText } from "./values";

/** ISO 4217. */
export const wireCurrency = z.string().regex(/^[A-Z]{3}$/u);
const price = z.int().nonnegative();

const addonShape = z.object({ id: wireText, name: z.string(), price });

export const PAYMENT_METHODS = ["free", "invoice", "card"] as const;

const productShape = z.object({
  id: wireText,
  name: z.string(),
  price,
  currency: wireCurrency,
  categoryCode: wireText.optional(),
  categoryLabel: wireText.optional(),
  payment: z.enum(PAYMENT_METHODS).optional().catch(undefined),
  addons: z.array(addonShape),
  raw: rawObject,
});

/**
 * A category of an event that can be booked, in Tandem's one form. `price` is in minor units of `currency` (ISO 4217),
 * those of its add-ons too. An add-on is ordered like a product, by its own ID, together with its product.
 */
export type BackendProduct = z.output<typeof productShape>;

/** Reads `{ products, count }`, `{ items }` or a bare list. */
export const productsSchema = z
  .unknown()
  .transform((json) => {
    const body = unwrapData(json);
    const list = isJsonObject(body) ? (body.products ?? body.items) : body;
    return Array.isArray(list) ? list.map(toShape) : list;
  })
  .pipe(z.array(productShape));

function toShape(json: unknown): unknown {
  if (!isJsonObject(json)) return json;
  const nested = isJsonObject(json.customProperties) ? json.customProperties : {};
  const read = (...keys: string[]) => firstPresent([nested, json], keys);
  const addons = read("addons");
  return compact({
    id: firstPresent([json], ["id", "_id"]),
    name: firstPresent([json], ["name", "displayName"]),
    ...{ price: read("price"), currency: read("currency"), payment: read("paymentMethod") },
    ...{ categoryCode: read("categoryCode"), categoryLabel: read("categoryLabel") },
    addons: Array.isArray(addons) ? addons.map(toAddon) : [],
    raw: json,
  });
}

function toAddon(json: unknown): unknown {
  if (!isJsonObject(json)) return json;
  const { id, name, price: own } = json;
  return { id: id ?? json._id, name: name ?? json.displayName, price: own };
}
