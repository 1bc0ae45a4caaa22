import type { EventDetail } from "../../../../shared/events-api";
import type { Member } from "../../../../shared/portal-api";
import { formatMoney } from "../../../lib/money";
import { PortalForm } from "../form/portal-form";
import { useForm } from "../form/use-form";
import { AddonChoice } from "./addon-choice";
import { checkBooking, choiceOf, emptyBooking, type Choice } from "./booking-check";
import { CategoryChoice } from "./category-choice";
import { useBooking } from "./use-booking";
import type { Checkout } from "./use-checkout";
import { WhoComes } from "./who-comes";
import { formWords, t } from "./words";

type Props = { event: EventDetail; member: Member | null; isSignedOut: boolean; checkout: Checkout };

/** What somebody books, for whom, and what it costs. */
export function BookingForm({ event, member, isSignedOut, checkout }: Props) {
  const { categories } = event;
  const isGuest = member === null || isSignedOut;
  const send = useBooking({ event, isGuest, checkout });
  const form = useForm({ initial: emptyBooking(categories), check: checkBooking(isGuest), send });
  const choice = choiceOf(categories, (name) => form.field(name).value);
  return (
    <PortalForm
      name={formWords("name")}
      form={form}
      label={submitLabel(choice)}
      busyLabel={formWords("submitting")}
      meanwhile={formWords("takesSeconds")}
      className="gap-8"
    >
      <CategoryChoice categories={categories} state={form.field("productId")} />
      {choice ? <AddonChoice category={choice.category} field={form.field} /> : null}
      <WhoComes member={member} isSignedOut={isSignedOut} field={form.field} />
      {choice ? <Total choice={choice} /> : null}
    </PortalForm>
  );
}

function submitLabel(choice: Choice | null): string {
  if (!choice) return formWords("submitNothing");
  const { total, currency } = choice.price;
  return total === 0 ? formWords("submitFree") : formWords("submit", { price: formatMoney(total, currency) });
}

/** The price that is agreed to, and who takes it. */
function Total({ choice: { category, price } }: { choice: Choice }) {
  const { total, currency } = price;
  const paid = total > 0 && category.payment !== "free";
  return (
    <div className="flex flex-col gap-2 border-t border-line pt-4">
      <p role="status" className="flex justify-between gap-4 font-semibold">
        <span>{formWords("total")}</span>
        <span className="nums">{total === 0 ? t("free") : formatMoney(total, currency)}</span>
      </p>
      {paid ? (
        <p className="text-fg-2">{formWords(category.payment === "card" ? "cardNote" : "invoiceNote")}</p>
      ) : null}
    </div>
  );
}
