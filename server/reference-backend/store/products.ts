import type { PAYMENT_METHODS } from "../../../shared/backend-api";
import type { Database } from "./database";

/** Something that can be ordered beside its product. `price` is in minor units of the product's currency. */
export interface Addon {
  id: string;
  name: string;
  price: number;
}

/** A row of `products`: a category of an event. `price` is in minor units of `currency`. */
export interface Product {
  id: string;
  eventId: string;
  name: string;
  price: number;
  currency: string;
  categoryCode: string;
  categoryLabel: string;
  paymentMethod: (typeof PAYMENT_METHODS)[number];
  /** Its payment fails. */
  paymentRefused: boolean;
  addons: readonly Addon[];
}

type ProductRow = Omit<Product, "addons" | "paymentRefused"> & { addons: string; paymentRefused: number };

const SELECT = `select id, event_id as eventId, name, price, currency, category_code as categoryCode,
  category_label as categoryLabel, payment_method as paymentMethod, payment_refused as paymentRefused, addons
  from products`;

const toProduct = (row: ProductRow): Product => ({
  ...row,
  paymentRefused: row.paymentRefused !== 0,
  addons: JSON.parse(row.addons) as Addon[],
});

/** The products of an event, in the order they were entered. An event has a handful. */
export const productsOf = (db: Database, eventId: string): Product[] =>
  db.all<ProductRow>(`${SELECT} where event_id = ? order by pk`, eventId).map(toProduct);

export function findProduct(db: Database, id: string): Product | undefined {
  const row = db.get<ProductRow>(`${SELECT} where id = ?`, id);
  return row && toProduct(row);
}

/** Overwrites what organisers may change of the product of the same ID. Who booked keeps the price of then. */
export function updateProduct(db: Database, { id, name, price, paymentRefused }: Product): void {
  const sql = "update products set name = ?, price = ?, payment_refused = ? where id = ?";
  db.run(sql, name, price, Number(paymentRefused), id);
}

/** Inserts unless its ID is taken. */
export function insertProduct(db: Database, product: Product): void {
  const { id, eventId, name, price, currency, categoryCode, categoryLabel, paymentMethod } = product;
  db.run(
    `insert into products (id, event_id, name, price, currency, category_code, category_label, payment_method,
       payment_refused, addons) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
    ...[id, eventId, name, price, currency, categoryCode, categoryLabel, paymentMethod],
    ...[Number(product.paymentRefused), JSON.stringify(product.addons)],
  );
}

/** The API's form. */
export function toProductJson({ id, name, price, currency, addons, ...category }: Product) {
  const { categoryCode, categoryLabel, paymentMethod } = category;
  const withCurrency = addons.map((addon) => ({ ...addon, currency }));
  return {
    ...{ id, type: "product", name },
    customProperties: { price, currency, categoryCode, categoryLabel, paymentMethod, addons: withCurrency },
  };
}
