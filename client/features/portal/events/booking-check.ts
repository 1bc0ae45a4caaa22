import { GuestFields } from "../../../../shared/checkout-api";
import type { EventCategory, Price } from "../../../../shared/events-api";
import { firstIssues } from "../form/issues";
import type { Errors } from "../form/form-state";
import { formWords } from "./words";

/** What is typed and chosen, whoever books; add-ons by `addon:` and their ID. */
export type Typed = Omit<GuestFields, "salutation" | "title"> & { productId: string } & Record<
    `addon:${string}`,
    boolean
  >;

const nobody = { firstName: "", lastName: "", email: "", phone: "", organization: "" };

export const addonField = (id: string) => `addon:${id}` as const;

/** Where there is one category only, it is chosen. */
export function emptyBooking(categories: readonly EventCategory[]): Typed {
  const [only] = categories;
  const addons = categories.flatMap((category) => category.addons.map(({ id }) => [addonField(id), false]));
  return {
    ...nobody,
    ...{ productId: categories.length === 1 ? (only?.id ?? "") : "" },
    ...(Object.fromEntries(addons) as Record<`addon:${string}`, boolean>),
  };
}

/** Of a member only the choice is to be checked. */
export const checkBooking =
  (isGuest: boolean) =>
  (values: Typed): Errors<Typed> => ({
    ...(values.productId ? {} : { productId: formWords("chooseCategory") }),
    ...(isGuest ? firstIssues<Typed>(GuestFields.safeParse(values)) : {}),
  });

export type Choice = { category: EventCategory; addonIds: string[]; price: Price };

/** What was chosen, with its price; `null` before there is a category. */
export function choiceOf(
  categories: readonly EventCategory[],
  read: <F extends "productId" | `addon:${string}`>(field: F) => Typed[F],
): Choice | null {
  const chosen = read("productId");
  const category = categories.find(({ id }) => id === chosen);
  if (!category) return null;
  const addons = category.addons.filter(({ id }) => read(addonField(id)));
  const total = addons.reduce((sum, { price }) => sum + price, category.price);
  const price = { total, currency: category.currency };
  return { category, addonIds: addons.map(({ id }) => id), price };
}
