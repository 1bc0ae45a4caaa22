import { catalogue } from "../../../lib/i18n/catalogue";

export const checkoutWords = catalogue({
  title: ["On the way, and what came of it", "Unterwegs, und was daraus wurde"],
  notLoaded: ["What is on the way could not be loaded.", "Was unterwegs ist, ließ sich nicht laden."],
  asGuest: ["as a guest", "als Gast"],
  waits: ["waits", "wartet"],
  beingBooked: ["being booked", "wird gebucht"],
  notKnown: ["not known yet", "noch unklar"],
  notBooked: ["not booked", "nicht gebucht"],
  booked: ["booked", "gebucht"],
  asked: [
    "The backend has not answered yet. It is tried by itself until {time}; nothing is booked or charged before it answers.",
    "Das Backend hat noch nicht geantwortet. Es wird bis {time} von selbst weiter versucht; vorher ist nichts gebucht oder berechnet.",
  ],
  account: [
    "The backend does not know this person yet. It is booked as soon as it does, until {time}; if their sync has failed, resync them.",
    "Das Backend kennt diese Person noch nicht. Sobald es sie kennt, wird gebucht, bis {time}; ist ihr Abgleich fehlgeschlagen, gleichen Sie sie neu ab.",
  ],
  confirming: ["The backend is being asked to book it.", "Das Backend wird gerade gebeten zu buchen."],
  confirmingLong: [
    "It takes longer than it should, and it is not known here whether the backend has booked it: it may be booked and charged. It is tried again by itself, and never booked twice. Do not book it by hand before.",
    "Es dauert länger, als es sollte, und hier ist unklar, ob das Backend gebucht hat: Vielleicht ist gebucht und berechnet. Es wird von selbst weiter versucht und nie doppelt gebucht. Buchen Sie vorher nicht von Hand.",
  ],
  unknown: [
    "The backend was asked to book it and did not answer: it may be booked and charged. It is asked again at {time}, and cannot book it twice. Do not book it by hand before.",
    "Das Backend sollte buchen und hat nicht geantwortet: Vielleicht ist gebucht und berechnet. Es wird um {time} wieder gefragt und bucht nicht doppelt. Buchen Sie vorher nicht von Hand.",
  ],
  ticket: ["Ticket {ticket}.", "Ticketnummer {ticket}."],
  lastCause: ["Last try: {cause}", "Letzter Versuch: {cause}"],
  tryNow: ["Try now", "Jetzt versuchen"],
  tryBookings: ["try bookings at once", "Buchungen sofort versuchen"],
  settle: ["Say how it ended", "Ausgang eintragen"],
  maySettle: ["say how bookings ended", "den Ausgang von Buchungen eintragen"],
  settleTitle: ["How did it end: {event}?", "Wie ging es aus: {event}?"],
  settleText: [
    "Look in the backend first. What you say here is what the person hears, and the backend is not asked again. The audit keeps that it was you.",
    "Sehen Sie zuerst im Backend nach. Was Sie hier eintragen, erfährt die Person, und das Backend wird nicht mehr gefragt. Das Protokoll hält fest, dass Sie es waren.",
  ],
  ticketThere: ["The ticket’s number in the backend", "Ticketnummer im Backend"],
  ticketHint: ["Leave this empty where there is none.", "Lassen Sie das leer, wenn es keine gibt."],
  itIs: ["It is booked", "Es ist gebucht"],
  itIsNot: ["It is not booked", "Es ist nicht gebucht"],
});

/** Why nothing was booked, and what can be done. */
export const refusedWords = catalogue({
  full: [
    "The last place had been taken. Nothing was booked or charged.",
    "Der letzte Platz war vergeben. Nichts wurde gebucht oder berechnet.",
  ],
  closed: [
    "The event could not be booked any more. Nothing was charged.",
    "Die Veranstaltung ließ sich nicht mehr buchen. Nichts wurde berechnet.",
  ],
  gone: [
    "The backend does not have this event any more. Nothing was charged.",
    "Das Backend hat diese Veranstaltung nicht mehr. Nichts wurde berechnet.",
  ],
  price_changed: [
    "The price was not the one agreed to any more. They can book again at the new one.",
    "Der Preis war nicht mehr der vereinbarte. Zum neuen können sie noch einmal buchen.",
  ],
  payment: [
    "The payment was refused, and nothing was charged. They can choose another category.",
    "Die Zahlung wurde abgelehnt, nichts wurde berechnet. Sie können eine andere Kategorie wählen.",
  ],
  data: [
    "The backend does not take what they entered. Look at their name and address; then they can book again.",
    "Das Backend nimmt die Angaben nicht an. Prüfen Sie Namen und Adresse; dann können sie noch einmal buchen.",
  ],
  session_over: [
    "The backend’s session was over before it was confirmed. Nothing was charged, and they can book again.",
    "Der Buchungsvorgang im Backend war vor der Bestätigung abgelaufen. Nichts wurde berechnet, sie können noch einmal buchen.",
  ],
  not_allowed: [
    "The account is suspended or deleted, here or in the backend.",
    "Das Konto ist gesperrt oder gelöscht, hier oder im Backend.",
  ],
  rejected: [
    "The backend refused it, and gave no reason that is known here. Its own log may tell.",
    "Das Backend hat abgelehnt, ohne einen Grund, den man hier kennt. Vielleicht sagt ihn sein eigenes Protokoll.",
  ],
  lapsed: [
    "It could not be begun within 15 minutes and was given up. Nothing was charged, and they can book again.",
    "Binnen 15 Minuten ließ sich nicht damit beginnen, darum wurde es aufgegeben. Nichts wurde berechnet, sie können noch einmal buchen.",
  ],
  withdrawn: ["They withdrew it themselves.", "Sie haben es selbst zurückgezogen."],
  found_none: [
    "Somebody at the desk looked in the backend: it was not booked. They can book again.",
    "Jemand am Desk hat im Backend nachgesehen: Es wurde nicht gebucht. Sie können noch einmal buchen.",
  ],
  never_known: [
    "For thirty days nobody could find out whether it is booked. Look in the backend before they book again.",
    "Dreißig Tage lang ließ sich nicht klären, ob gebucht ist. Sehen Sie im Backend nach, bevor sie noch einmal buchen.",
  ],
});
