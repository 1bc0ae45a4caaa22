import { emailKey } from "../../shared/normalize";
import type { Crm } from "../crm/port";
import type { Doubt } from "./attempt";

/** How long one of these questions may take, in ms: with the call before them within the lease of a try. */
const LOOK_MS = 2_000;
/** So far the backend's clock may be behind ours, in ms. */
const CLOCKS_MS = 3_600_000;
const PAGE = 100;

/**
 * The tickets of what somebody has booked since they asked, where it was confirmed before and no answer came; `null` when
 * it cannot be told. Of a guest the CRM shows no bookings, only whether it knows them: nobody is booked without a contact.
 * Rejects with a `CrmError`.
 */
export function lookUp(crm: Looked, doubt: Doubt): Promise<string[] | null> {
  const { who } = doubt;
  if (who === null) return Promise.resolve(null);
  return who.kind === "guest" ? asUnknown(crm, who.emailKey) : ticketsOf(crm, who.frontendUserId, doubt);
}
type Looked = Pick<Crm, "listBookings" | "listContacts">;

async function asUnknown(crm: Looked, key: string): Promise<[] | null> {
  const query = { search: key, limit: PAGE };
  const { contacts, unreadable, hasMore } = await crm.listContacts(query, { timeoutMs: LOOK_MS });
  const mayBeKnown =
    hasMore || unreadable.length > 0 || contacts.some(({ email }) => emailKey(email) === key);
  return mayBeKnown ? null : [];
}

async function ticketsOf(
  crm: Looked,
  frontendUserId: string,
  { eventId, eventName, total, askedAt }: Doubt,
): Promise<string[] | null> {
  const bookings = await crm.listBookings(frontendUserId, { timeoutMs: LOOK_MS });
  const own = bookings.filter(
    (booking) =>
      (booking.eventId === undefined ? booking.eventName === eventName : booking.eventId === eventId) &&
      (booking.total ?? total) === total &&
      (booking.createdAt ?? askedAt) >= askedAt - CLOCKS_MS,
  );
  const tickets = own.flatMap(({ ticketNumber }) => ticketNumber ?? []);
  return tickets.length === own.length ? tickets : null;
}
