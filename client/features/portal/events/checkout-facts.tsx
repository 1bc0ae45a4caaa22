import type { ReactNode } from "react";
import type { CheckoutView } from "../../../../shared/checkout-api";
import type { EventCategory } from "../../../../shared/events-api";
import { formatMoney } from "../../../lib/money";
import { checkoutWords } from "./checkout-words";
import { t } from "./words";

type Props = {
  view: CheckoutView;
  categories: readonly EventCategory[];
  /** Whose the place is. Of a guest it is known in the visit only in which they typed it. */
  email: string | null;
};

/** What is booked, for whom and at what price: who pressed can see that it is what they meant. */
export function CheckoutFacts({ view: { step, productId, agreed }, categories, email }: Props) {
  const category = categories.find(({ id }) => id === productId);
  return (
    <dl className="mt-4 flex flex-col gap-3">
      {step.kind === "booked" ? (
        <Fact name={checkoutWords("ticket")}>
          <span className="font-mono">{step.ticketNumber}</span>
        </Fact>
      ) : null}
      {category ? <Fact name={checkoutWords("category")}>{category.name}</Fact> : null}
      {email ? <Fact name={checkoutWords("email")}>{email}</Fact> : null}
      <Fact name={checkoutWords("paid")}>
        {agreed.total === 0 ? t("free") : formatMoney(agreed.total, agreed.currency)}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="font-medium">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}
