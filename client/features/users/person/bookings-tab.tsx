import { RotateCw } from "lucide-react";
import type { Booking } from "../../../../shared/bookings-api";
import { useNow } from "../../../lib/clock";
import { formatDay } from "../../../lib/format";
import { formatRelative } from "../../../lib/relative";
import { formatMoney } from "../../../lib/money";
import { Button } from "../../../ui/button";
import { Notice } from "../../../ui/notice";
import { QueryFailed } from "../../../ui/query-failed";
import { RelativeTime } from "../../../ui/relative-time";
import { Skeleton } from "../../../ui/skeleton";
import { errorSentence } from "../error-words";
import { EventName } from "../event-name";
import { bookingStatusWord, bookingWords } from "./booking-words";
import { Checkouts } from "./checkouts";
import type { FoundBookings } from "./use-bookings";
import type { useCheckouts } from "./use-checkouts";

type Props = { id: string; found: FoundBookings; checkouts: ReturnType<typeof useCheckouts> };

/** What the person has booked, as the backend has it, and before that what is still on its way there. */
export function BookingsTab({ id, found, checkouts }: Props) {
  const withBooked = found.data?.kind !== "live";
  return (
    <>
      <div className="px-4 pt-4 empty:hidden sm:px-5">
        <Checkouts id={id} found={checkouts} withBooked={withBooked} />
      </div>
      <Booked found={found} />
    </>
  );
}

function Booked({ found }: { found: FoundBookings }) {
  const { data } = found;
  if (!data && found.error) return <QueryFailed query={found} title={bookingWords("notLoaded")} />;
  if (!data) return <Loading />;
  if (data.kind === "no_frontend_user") {
    return <p className="px-5 py-6 text-fg-2">{bookingWords("nobodyYet")}</p>;
  }
  return (
    <div className="flex flex-col gap-3 px-4 py-4 sm:px-5">
      {data.kind === "failed" ? (
        <Notice tone="warn" live actions={<Again found={found} />}>
          {errorSentence(data.code)} {bookingWords("notKept")}
        </Notice>
      ) : (
        <>
          <div className="flex items-center gap-2">
            <p className="flex-1 text-sm text-fg-3">
              <Age at={data.readAt} />
            </p>
            <Again found={found} />
          </div>
          {data.bookings.length === 0 ? (
            <p className="text-fg-2">{bookingWords("none")}</p>
          ) : (
            <BookingsTable bookings={data.bookings} />
          )}
        </>
      )}
    </div>
  );
}

function Age({ at }: { at: number }) {
  return bookingWords("live", { ago: formatRelative(at, useNow()) });
}

function Again({ found }: { found: FoundBookings }) {
  return (
    <Button
      size="sm"
      icon={<RotateCw aria-hidden className="size-3.5" />}
      busy={found.isFetching}
      onClick={() => void found.refetch()}
    >
      {bookingWords("again")}
    </Button>
  );
}

const cell = "py-1.5 pr-3 align-top break-words";

function BookingsTable({ bookings }: { bookings: Booking[] }) {
  return (
    <table aria-label={bookingWords("bookings")} className="w-full text-left">
      <thead className="text-sm text-fg-3">
        <tr>
          <th scope="col" className="py-1 pr-3 font-normal">
            {bookingWords("event")}
          </th>
          <th scope="col" className="py-1 pr-3 font-normal">
            {bookingWords("status")}
          </th>
          <th scope="col" className="hidden py-1 pr-3 font-normal sm:table-cell">
            {bookingWords("ticket")}
          </th>
          <th scope="col" className="hidden py-1 pr-3 text-right font-normal sm:table-cell">
            {bookingWords("total")}
          </th>
          <th scope="col" className="py-1 text-right font-normal">
            {bookingWords("booked")}
          </th>
        </tr>
      </thead>
      <tbody>
        {bookings.map((booking) => (
          <BookingRow key={booking.id} booking={booking} />
        ))}
      </tbody>
    </table>
  );
}

function BookingRow({ booking }: { booking: Booking }) {
  const { eventId, eventName, startDate, status, ticketNumber, price, bookedAt } = booking;
  return (
    <tr className="border-t border-line">
      <td className={cell}>
        <EventName eventId={eventId} name={eventName} />
        {startDate === null ? null : <span className="block text-sm text-fg-3">{formatDay(startDate)}</span>}
      </td>
      <td className={cell}>{bookingStatusWord(status)}</td>
      <td className={`${cell} hidden font-mono leading-5 sm:table-cell`}>{ticketNumber ?? "–"}</td>
      <td className={`${cell} nums hidden text-right sm:table-cell`}>
        {price ? formatMoney(price.total, price.currency) : "–"}
      </td>
      <td className="py-1.5 text-right align-top text-fg-3">
        {bookedAt === null ? "–" : <RelativeTime at={bookedAt} />}
      </td>
    </tr>
  );
}

function Loading() {
  return (
    <div role="status" aria-label={bookingWords("loading")} className="flex flex-col gap-4 px-5 py-5">
      {["w-72", "w-56", "w-64"].map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
  );
}
