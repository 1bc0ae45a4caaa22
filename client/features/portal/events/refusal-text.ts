import type { CheckoutRefusal } from "../../../../shared/checkout-api";
import type { Price } from "../../../../shared/events-api";
import { formatMoney } from "../../../lib/money";
import { refusalWords } from "./checkout-words";

/** Why nothing was booked; `agreed` is the price it was to be booked for. */
export const refusalText = (why: CheckoutRefusal, { total, currency }: Price): string =>
  why === "price_changed"
    ? refusalWords("price_changed", { before: formatMoney(total, currency) })
    : refusalWords(why);
