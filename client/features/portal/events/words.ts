import { catalogue } from "../../../lib/i18n/catalogue";

export const t = catalogue({
  title: ["Events", "Veranstaltungen"],
  intro: ["What is coming up, and where you can still book.", "Was ansteht und wo Sie noch buchen können."],
  upcoming: ["Upcoming events", "Nächste Veranstaltungen"],
  all: ["All events", "Alle Veranstaltungen"],
  loading: ["Loading the events", "Die Veranstaltungen werden geladen"],
  loadingOne: ["Loading the event", "Die Veranstaltung wird geladen"],
  none: ["No events are planned at the moment.", "Im Moment ist keine Veranstaltung geplant."],
  more: ["Show more events", "Mehr Veranstaltungen zeigen"],
  moreNotLoaded: [
    "More events cannot be shown at the moment. You can try again.",
    "Mehr Veranstaltungen lassen sich gerade nicht zeigen. Sie können es noch einmal versuchen.",
  ],
  notLoaded: [
    "The events cannot be shown at the moment: the office system does not answer. You can try again.",
    "Die Veranstaltungen lassen sich gerade nicht zeigen: Das System der Geschäftsstelle antwortet nicht. Sie können es noch einmal versuchen.",
  ],
  oneNotLoaded: [
    "The event cannot be shown at the moment: the office system does not answer. You can try again.",
    "Die Veranstaltung lässt sich gerade nicht zeigen: Das System der Geschäftsstelle antwortet nicht. Sie können es noch einmal versuchen.",
  ],
  old: [
    "As of {time}: the office system does not answer at the moment. Places and prices may have changed.",
    "Stand {time}: Das System der Geschäftsstelle antwortet gerade nicht. Plätze und Preise können sich geändert haben.",
  ],
  whoNotKnown: [
    "Booking is not possible at the moment: it cannot be looked up whether you are signed in. You can try again.",
    "Buchen geht im Moment nicht: Es lässt sich nicht nachsehen, ob Sie angemeldet sind. Sie können es noch einmal versuchen.",
  ],
  notRefreshed: [
    "As of {time}: this could not be refreshed just now. Places and prices may have changed.",
    "Stand {time}: Das ließ sich gerade nicht auffrischen. Plätze und Preise können sich geändert haben.",
  ],
  unknownTitle: ["There is no such event", "Diese Veranstaltung gibt es nicht"],
  unknown: [
    "It may be over, or its address is mistyped. <link>See all events</link>",
    "Vielleicht ist sie vorbei, oder die Adresse ist vertippt. <link>Alle Veranstaltungen ansehen</link>",
  ],
  when: ["When", "Wann"],
  where: ["Where", "Wo"],
  dateUnknown: ["The date is not fixed yet.", "Der Termin steht noch nicht fest."],
  placesLeft: [
    "{count, plural, one {One place left} other {# places left}}",
    "{count, plural, one {Noch ein Platz frei} other {Noch # Plätze frei}}",
  ],
  full: ["Full", "Ausgebucht"],
  closed: ["Booking closed", "Buchung geschlossen"],
  over: ["Over", "Vorbei"],
  fullText: [
    "All places are taken. The office can tell you whether one becomes free.",
    "Alle Plätze sind vergeben. Die Geschäftsstelle weiß, ob noch einer frei wird.",
  ],
  closedText: [
    "This event cannot be booked any more. Ask the office if you need a place all the same.",
    "Diese Veranstaltung lässt sich nicht mehr buchen. Fragen Sie die Geschäftsstelle, wenn Sie trotzdem einen Platz brauchen.",
  ],
  overText: ["This event is over.", "Diese Veranstaltung ist vorbei."],
  nothingToBook: [
    "There is nothing to book for this event here.",
    "Für diese Veranstaltung gibt es hier nichts zu buchen.",
  ],
  free: ["Free", "Kostenlos"],
});

/** The form by which an event is booked. */
export const formWords = catalogue({
  name: ["Book a place", "Platz buchen"],
  category: ["Category", "Kategorie"],
  chooseCategory: ["Choose a category.", "Wählen Sie eine Kategorie."],
  addons: ["Add-ons", "Dazu"],
  total: ["Total", "Summe"],
  payFree: ["Nothing to pay", "Nichts zu zahlen"],
  payInvoice: ["Paid by invoice", "Auf Rechnung"],
  payCard: ["Paid by card", "Mit Karte"],
  invoiceNote: [
    "The office sends you the invoice. You pay nothing here.",
    "Die Rechnung kommt von der Geschäftsstelle. Hier zahlen Sie nichts.",
  ],
  cardNote: [
    "The office takes the payment by card, and this page never asks for your card. If the payment is refused, nothing is booked.",
    "Die Kartenzahlung nimmt die Geschäftsstelle entgegen; diese Seite fragt nie nach Ihrer Karte. Wird die Zahlung abgelehnt, ist nichts gebucht.",
  ],
  you: ["Who comes", "Wer kommt"],
  asMember: ["You book as {name}, {email}.", "Sie buchen als {name}, {email}."],
  asMemberEmail: ["You book as {email}.", "Sie buchen als {email}."],
  waitsForAccount: [
    "The office system does not know your account yet. When you book, your account goes there first and the booking right after it. No place is held until then.",
    "Das System der Geschäftsstelle kennt Ihr Konto noch nicht. Wenn Sie buchen, geht erst Ihr Konto dorthin und gleich danach die Buchung. Bis dahin ist kein Platz reserviert.",
  ],
  asGuest: [
    "You book as a guest. <link>Sign in</link> to find the booking in your account.",
    "Sie buchen als Gast. <link>Melden Sie sich an</link>, dann finden Sie die Buchung in Ihrem Konto.",
  ],
  signedOut: [
    "You are signed out by now. <link>Sign in</link> again to find the booking in your account, or book as a guest.",
    "Sie sind inzwischen abgemeldet. <link>Melden Sie sich wieder an</link>, dann finden Sie die Buchung in Ihrem Konto, oder buchen Sie als Gast.",
  ],
  ticketGoesThere: ["The confirmation goes there.", "Dorthin geht die Bestätigung."],
  submit: ["Book for {price}", "Für {price} buchen"],
  submitFree: ["Book for free", "Kostenlos buchen"],
  submitNothing: ["Book", "Buchen"],
  submitting: ["Booking…", "Wird gebucht …"],
  takesSeconds: ["This takes a few seconds.", "Das dauert ein paar Sekunden."],
  unanswered: [
    "No answer came, so it is not known yet whether the booking was begun. This page goes on looking. Pressing again never books twice.",
    "Es kam keine Antwort, darum ist noch unklar, ob die Buchung begann. Diese Seite sieht weiter nach. Noch einmal zu drücken bucht nie doppelt.",
  ],
  unavailable: [
    "Booking is not possible at the moment. Nothing was booked, what you typed is still here, and you can try again.",
    "Buchen geht im Moment nicht. Nichts wurde gebucht, Ihre Eingaben sind noch da, und Sie können es noch einmal versuchen.",
  ],
});
