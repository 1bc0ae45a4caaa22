import type { LateCheckouts } from "../../../shared/desk-checkouts-api";
import { useNow } from "../../lib/clock";
import { formatSince } from "../../lib/format";
import { Link } from "../../ui/link";
import { RelativeTime } from "../../ui/relative-time";
import { errorWord } from "../users/error-words";
import { SettleCheckout } from "../users/person/settle-checkout";
import { Panel } from "./panel";
import { bookingWords } from "./booking-words";

/** Bookings that have been on their way for too long; nothing while there are none. */
export function LateBookings({ bookings }: { bookings: LateCheckouts }) {
  const now = useNow();
  const { count, unknown, oldestAt, first } = bookings;
  if (count === 0) return null;
  return (
    <Panel
      title={bookingWords("title")}
      note={bookingWords("waitSince", { count, since: formatSince(oldestAt ?? now, now) })}
    >
      <p className="text-fg-2">
        {unknown > 0 ? bookingWords("mayBeBooked", { count: unknown }) : bookingWords("notBegun")}
      </p>
      <ul className="flex flex-col">
        {first.map((booking) => (
          <Late key={booking.checkoutId} booking={booking} />
        ))}
      </ul>
    </Panel>
  );
}

function Late({ booking }: { booking: LateCheckouts["first"][number] }) {
  const { who, eventName, askedAt, errorCode, step } = booking;
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 border-t border-line py-2 first:border-0">
      <span className="min-w-0 font-medium wrap-anywhere">
        {who.kind === "person" ? (
          <Link to={`/users/${encodeURIComponent(who.linkId)}?tab=bookings`} className="hover:underline">
            {who.name || bookingWords("noName")}
          </Link>
        ) : (
          bookingWords("guest", { email: who.email })
        )}
      </span>
      <span className="min-w-0 text-fg-2 wrap-anywhere">{eventName}</span>
      <span className="text-fg-3">
        {bookingWords(step.kind === "asked" ? "waits" : "unknown")}
        {errorCode === null ? null : ` · ${errorWord(errorCode)}`}
      </span>
      <RelativeTime at={askedAt} className="ml-auto text-fg-3" />
      {step.kind === "unknown" ? <SettleCheckout checkout={booking} /> : null}
    </li>
  );
}
