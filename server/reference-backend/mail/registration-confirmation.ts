import type { Language } from "../../../shared/language";
import { type Fact, type Letter, type Parties, greetable } from "./letter";

/** A booking as its confirmation tells it. Times are Unix milliseconds, money is in minor units of `currency`. */
export interface ConfirmedBooking {
  ticketNumber: string;
  eventName: string;
  startDate?: number | undefined;
  location?: string | undefined;
  /** What was booked, add-ons too. */
  items: readonly { name: string; quantity: number }[];
  total: number;
  /** ISO 4217. */
  currency: string;
  /** How it is paid: an invoice follows, or the card was charged. Says nothing for what is free. */
  payment?: "invoice" | "card" | undefined;
}

/** Where the events of this platform take place. */
const TIME_ZONE = "Europe/Berlin";

/** Template `registration_confirmation`: the place is booked; the mail is the ticket. */
export const registrationConfirmation: Record<
  Language,
  (parties: Parties, booking: ConfirmedBooking) => Letter
> = {
  de: ({ organization, firstName }, booking) => ({
    subject: `Ihre Anmeldung: ${booking.eventName}`,
    greeting: greetable(firstName) ? `Guten Tag ${greetable(firstName)},` : "Guten Tag,",
    blocks: [
      "Sie sind angemeldet. Diese E-Mail ist Ihr Ticket: Zeigen Sie am Einlass die Ticketnummer.",
      factsOf(booking, "de-DE", {
        ...{ ticket: "Ticketnummer", event: "Veranstaltung", start: "Beginn", place: "Ort" },
        ...{ items: "Gebucht", total: "Betrag", free: "kostenfrei" },
      }),
      ...(booking.payment === "invoice" ? ["Die Rechnung erhalten Sie in einer eigenen E-Mail."] : []),
      "Können Sie doch nicht kommen? Dann antworten Sie bitte auf diese E-Mail.",
    ],
    farewell: `Freundliche Grüße\n${organization}`,
  }),
  en: ({ organization, firstName }, booking) => ({
    subject: `Your registration: ${booking.eventName}`,
    greeting: greetable(firstName) ? `Hello ${greetable(firstName)},` : "Hello,",
    blocks: [
      "you are registered. This e-mail is your ticket: show the ticket number at the entrance.",
      factsOf(booking, "en-GB", {
        ...{ ticket: "Ticket number", event: "Event", start: "Begins", place: "Place" },
        ...{ items: "Booked", total: "Amount", free: "free of charge" },
      }),
      ...(booking.payment === "invoice" ? ["The invoice comes in an e-mail of its own."] : []),
      "If you cannot come after all, please reply to this e-mail.",
    ],
    farewell: `Kind regards\n${organization}`,
  }),
};

type Labels = Record<"ticket" | "event" | "start" | "place" | "items" | "total" | "free", string>;

function factsOf(booking: ConfirmedBooking, locale: string, labels: Labels): Fact[] {
  const { ticketNumber, eventName, startDate, location, items } = booking;
  const booked = items.map(({ name, quantity }) => (quantity === 1 ? name : `${quantity} × ${name}`));
  const facts: [string, string | undefined][] = [
    [labels.ticket, ticketNumber],
    [labels.event, eventName],
    [labels.start, startDate === undefined ? undefined : moment(startDate, locale)],
    [labels.place, location],
    [labels.items, booked.join(", ")],
    [labels.total, booking.total === 0 ? labels.free : money(booking, locale)],
  ];
  return facts.flatMap(([label, value]) => (value ? [[label, value] as const] : []));
}

function moment(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: "full", timeStyle: "short", timeZone: TIME_ZONE },
  }).format(at);
}

function money({ total, currency }: ConfirmedBooking, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(total / 10 ** digits);
}
