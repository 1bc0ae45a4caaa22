import { useState } from "react";
import type { Booking } from "../../../../shared/bookings-api";
import type { CheckoutView } from "../../../../shared/checkout-api";
import type { OwnBookings as Bookings } from "../../../../shared/own-bookings-api";
import { useNow } from "../../../lib/clock";
import { formatDayAndMinute } from "../../../lib/format";
import { Button } from "../../../ui/button";
import { Notice } from "../../../ui/notice";
import { Skeleton } from "../../../ui/skeleton";
import { useLastError } from "../last-error";
import { NotLoaded } from "../not-loaded";
import { useFocusOn } from "../use-focus-on";
import { BookingLine, CheckoutLine } from "./booking-line";
import { besideBackend, useBookings } from "./use-bookings";
import { t } from "./words";

/** What the member has booked, on the dashboard. Until their mailbox is `proven`, that is what they booked here. */
export function OwnBookings({ proven }: { proven: boolean }) {
  return (
    <section aria-labelledby="own-bookings">
      <h2 id="own-bookings" className="mb-3 text-xl font-semibold">
        {t("title")}
      </h2>
      <Found proven={proven} />
    </section>
  );
}

function Found({ proven }: { proven: boolean }) {
  const asked = useBookings();
  const { data, dataUpdatedAt, isFetching, refetch } = asked;
  const error = useLastError(asked);
  if (!data && error) {
    return <NotLoaded text={t("notLoaded")} busy={isFetching} onRetry={() => void refetch()} />;
  }
  if (!data) {
    return (
      <div role="status" aria-label={t("loading")} className="flex flex-col gap-3">
        <Skeleton className="h-5 w-3/5" />
        <Skeleton className="h-4 w-2/5" />
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <Known found={data} proven={proven} />
      {error ? <p className="text-fg-2">{t("old", { time: formatDayAndMinute(dataUpdatedAt) })}</p> : null}
    </div>
  );
}

/** The backend's list where there is one; what is known here where it does not answer. */
function Known({ found, proven }: { found: Bookings; proven: boolean }) {
  const beside = besideBackend(found, useNow());
  const { backend, checkouts } = found;
  if (backend.kind === "live") {
    const isEmpty = beside.length === 0 && backend.bookings.length === 0;
    if (isEmpty && proven) return <p className="text-fg-2">{t("none")}</p>;
    return (
      <>
        <Lines checkouts={beside} bookings={backend.bookings} />
        {proven ? null : <p className="text-fg-2">{t("noneUnproven")}</p>}
      </>
    );
  }
  const here = [...beside, ...checkouts.filter(({ step }) => step.kind === "booked")];
  return (
    <>
      <div role="status">
        <Notice tone={backend.kind === "failed" ? "warn" : "wait"}>
          {t(backend.kind === "failed" ? "failed" : "notLinked")}
        </Notice>
      </div>
      {here.length > 0 ? <p className="text-fg-2">{t("knownHere")}</p> : null}
      <Lines checkouts={here} bookings={[]} />
    </>
  );
}

/** So many are enough at first. */
const SHOWN = 5;

function Lines({ checkouts, bookings }: { checkouts: CheckoutView[]; bookings: Booking[] }) {
  const [all, setAll] = useState(false);
  const firstMore = useFocusOn<HTMLLIElement>(all ? 1 : undefined);
  const count = checkouts.length + bookings.length;
  if (count === 0) return null;
  const shown = all ? bookings : bookings.slice(0, SHOWN);
  return (
    <>
      <ul className="divide-y divide-line border-y border-line">
        {checkouts.map((checkout) => (
          <CheckoutLine key={checkout.checkoutId} checkout={checkout} />
        ))}
        {shown.map((booking, at) => (
          <BookingLine key={booking.id} booking={booking} ref={at === SHOWN ? firstMore : null} />
        ))}
      </ul>
      {shown.length < bookings.length ? (
        <Button size="lg" className="self-start" onClick={() => setAll(true)}>
          {t("more", { count })}
        </Button>
      ) : null}
    </>
  );
}
