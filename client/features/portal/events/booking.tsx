import { useEffect, useRef } from "react";
import type { CheckoutView } from "../../../../shared/checkout-api";
import type { EventDetail } from "../../../../shared/events-api";
import type { Member } from "../../../../shared/portal-api";
import { Notice } from "../../../ui/notice";
import { Skeleton } from "../../../ui/skeleton";
import { useFocusOn } from "../use-focus-on";
import { BookedAlready } from "../bookings/booked-already";
import { BookingForm } from "./booking-form";
import { CheckoutPanel } from "./checkout-panel";
import { checkoutWords } from "./checkout-words";
import { refusalText } from "./refusal-text";
import { useCheckout } from "./use-checkout";
import { t } from "./words";

type Props = {
  event: EventDetail;
  /** Who booked here last, if it was no guest. */
  member: Member | null;
  /** Nobody is signed in, or no longer. */
  isSignedOut: boolean;
  readAfresh: () => void;
};

/** Booking an event: the form, and from the press on how it goes. What was typed stays until it is booked. */
export function Booking({ event, member, isSignedOut, readAfresh }: Props) {
  const checkout = useCheckout(event.id, member?.userId ?? "guest");
  const { view, isLooking } = checkout;
  const kind = view?.step.kind;
  const isUnderWay = kind !== undefined && kind !== "refused";
  useRefusalRead(view, readAfresh);
  const news = useFocusOn(view?.step.kind);
  const begin = useFocusOn(checkout.another || undefined);
  if (isLooking) return <Looking />;
  const form = <FormOrWhyNot {...{ event, member, isSignedOut, checkout }} />;
  return (
    <section aria-label={checkoutWords("state")} className="flex flex-col gap-6">
      <div ref={news} role="status" tabIndex={-1} className="rounded-panel empty:hidden">
        {view ? <CheckoutPanel {...{ view, checkout, member }} categories={event.categories} /> : null}
        {view?.step.kind === "refused" ? <Refused view={view} /> : null}
        {!view && checkout.lookFailed ? <Notice tone="wait">{checkoutWords("begunBefore")}</Notice> : null}
      </div>
      <div ref={begin} tabIndex={-1} hidden={isUnderWay} className="rounded-panel">
        {member ? (
          <BookedAlready
            event={event}
            isMeant={view !== null || checkout.another > 0}
            onAnother={checkout.wantAnother}
          >
            {form}
          </BookedAlready>
        ) : (
          form
        )}
      </div>
    </section>
  );
}

/** After a refusal the page shows what is so now. */
function useRefusalRead(view: CheckoutView | null, readAfresh: () => void) {
  const read = useRef<string | null>(null);
  useEffect(() => {
    if (view?.step.kind !== "refused" || read.current === view.checkoutId) return;
    read.current = view.checkoutId;
    if (["full", "closed", "gone", "price_changed"].includes(view.step.why)) readAfresh();
  }, [view, readAfresh]);
}

function Refused({ view: { step, agreed } }: { view: CheckoutView }) {
  if (step.kind !== "refused") return null;
  const tone = step.why === "withdrawn" ? "off" : "bad";
  return <Notice tone={tone}>{refusalText(step.why, agreed)}</Notice>;
}

const notBookable = { full: "fullText", closed: "closedText", over: "overText" } as const;

function FormOrWhyNot({ event, member, isSignedOut, checkout }: Omit<Props, "readAfresh"> & FormProps) {
  const { standing, categories } = event;
  if (standing !== "open") return <Notice tone="off">{t(notBookable[standing])}</Notice>;
  if (categories.length === 0) return <p className="text-fg-2">{t("nothingToBook")}</p>;
  return <BookingForm {...{ event, member, isSignedOut, checkout }} />;
}
type FormProps = { checkout: ReturnType<typeof useCheckout> };

function Looking() {
  return (
    <div role="status" aria-label={checkoutWords("looking")} className="flex flex-col gap-3">
      <Skeleton className="h-6 w-2/5" />
      <Skeleton className="h-28" />
    </div>
  );
}
