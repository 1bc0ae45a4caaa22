/** @jsxRuntime automatic */
/** @jsxImportSource react */
// Said here too, because the backend may be started from a folder where no tsconfig says it.
import type { BackendBooking } from "../../../shared/backend-api";
import type { ListedBooking } from "../store/booking-list";
import { offsetPages } from "./offset-pages";
import { type Frame, render } from "./page";
import { Address, Pages, Table, When } from "./parts";
import { ADMIN_PATH } from "./paths";
import { USERS_PATH } from "./users-page";

const BOOKINGS_PATH = `${ADMIN_PATH}/bookings`;

/** A page of all bookings. */
export interface BookingList {
  query: { limit: number; offset: number };
  bookings: readonly ListedBooking[];
  total: number;
}

/** What has been booked, newest first. */
export function renderBookings(frame: Frame, { query, bookings, total }: BookingList): string {
  return render(
    frame,
    <>
      <Table
        label="Bookings"
        columns={["Who", ...COLUMNS]}
        rows={bookings.map((booking) => ({
          key: booking.id,
          cells: [
            <a key="who" href={`${USERS_PATH}/${encodeURIComponent(booking.frontendUserId)}`}>
              <Address text={booking.email ?? booking.frontendUserId} />
            </a>,
            ...cellsOf(booking),
          ],
        }))}
        none="Nothing is booked yet."
      />
      <Pages {...offsetPages(BOOKINGS_PATH, {}, query, bookings.length, total)} />
    </>,
  );
}

const COLUMNS = ["Event", "Begins", "Ticket", "Status", "Amount", "Booked"];

/** The bookings of one frontend user. */
export function BookingTable({ bookings, none }: { bookings: readonly BackendBooking[]; none: string }) {
  const rows = bookings.map((booking) => ({ key: booking.id, cells: cellsOf(booking) }));
  return <Table label="Bookings" columns={COLUMNS} rows={rows} none={none} />;
}

function cellsOf({ eventName, startDate, ticketNumber, status, total, currency, createdAt }: BackendBooking) {
  return [
    eventName,
    <When key="begins" at={startDate} />,
    ticketNumber && (
      <span key="ticket" className="whole">
        {ticketNumber}
      </span>
    ),
    status,
    amount(total, currency),
    <When key="booked" at={createdAt} />,
  ];
}

/** `total` is in minor units of `currency`. Rows of older bookings have null where there is none. */
function amount(total: number | null | undefined, currency: string | null | undefined): string {
  if (typeof total !== "number" || !currency) return "";
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.format(total / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
