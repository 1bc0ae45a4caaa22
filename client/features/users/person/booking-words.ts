import { catalogue } from "../../../lib/i18n/catalogue";

export const bookingWords = catalogue({
  bookings: ["Bookings", "Buchungen"],
  event: ["Event", "Veranstaltung"],
  status: ["Status", "Status"],
  ticket: ["Ticket", "Ticket"],
  total: ["Total", "Betrag"],
  booked: ["Booked", "Gebucht"],
  live: ["Read from the backend {ago}.", "Im Backend gelesen {ago}."],
  again: ["Read again", "Neu lesen"],
  none: ["Nothing booked.", "Nichts gebucht."],
  nobodyYet: [
    "The backend does not know this person as a user yet, so nothing is booked in their name.",
    "Das Backend kennt diese Person noch nicht als Nutzer; auf ihren Namen ist also nichts gebucht.",
  ],
  notKept: [
    "Bookings are kept in the backend, so its list cannot be shown now.",
    "Buchungen stehen im Backend; deshalb lässt sich seine Liste jetzt nicht zeigen.",
  ],
  notLoaded: ["The bookings could not be loaded", "Die Buchungen ließen sich nicht laden"],
  loading: ["Loading the bookings", "Die Buchungen werden geladen"],
});

const statuses = catalogue({
  confirmed: ["confirmed", "bestätigt"],
  pending: ["pending", "offen"],
  cancelled: ["cancelled", "storniert"],
  refunded: ["refunded", "erstattet"],
  attended: ["attended", "teilgenommen"],
});
const known = ["confirmed", "pending", "cancelled", "refunded", "attended"] as const;

/** A booking's status; one that is none of ours stays as the backend writes it. */
export function bookingStatusWord(status: string): string {
  const ours = known.find((each) => each === status);
  return ours ? statuses(ours) : status.replaceAll("_", " ");
}
