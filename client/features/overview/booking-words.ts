import { catalogue } from "../../lib/i18n/catalogue";

export const bookingWords = catalogue({
  title: ["Bookings that wait", "Buchungen, die warten"],
  waitSince: [
    "{count, plural, one {One} other {#}}, the oldest since {since}",
    "{count, plural, one {Eine} other {#}}, die älteste seit {since}",
  ],
  notBegun: [
    "None of them is booked or charged yet. They are tried by themselves, each for 15 minutes.",
    "Keine davon ist schon gebucht oder berechnet. Jede wird 15 Minuten lang von selbst versucht.",
  ],
  mayBeBooked: [
    "{count, plural, one {One may be} other {# may be}} booked and charged already: the backend did not answer. It is asked again until it does, and books nothing twice.",
    "{count, plural, one {Eine ist} other {# sind}} vielleicht schon gebucht und berechnet: Das Backend hat nicht geantwortet. Es wird gefragt, bis es antwortet, und bucht nichts doppelt.",
  ],
  guest: ["{email}, a guest", "{email}, Gast"],
  noName: ["No name", "Ohne Namen"],
  waits: ["waits", "wartet"],
  unknown: ["not known yet", "noch unklar"],
});
