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
  tryAgain: ["Try again", "Noch einmal versuchen"],
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

/** How a booking goes on and ends. */
export const checkoutWords = catalogue({
  state: ["State of your booking", "Stand Ihrer Buchung"],
  looking: ["Looking how far your booking is", "Es wird nachgesehen, wie weit Ihre Buchung ist"],
  lookFailed: [
    "How far your booking is cannot be shown at the moment. It goes on by itself, and this page keeps looking.",
    "Wie weit Ihre Buchung ist, lässt sich gerade nicht zeigen. Sie geht von selbst weiter, und diese Seite sieht weiter nach.",
  ],
  begunBefore: [
    "You have pressed “Book” here before. How far that booking is cannot be shown at the moment; this page keeps looking. Pressing again never books twice.",
    "Sie haben hier schon einmal auf „Buchen“ gedrückt. Wie weit diese Buchung ist, lässt sich gerade nicht zeigen; diese Seite sieht weiter nach. Noch einmal zu drücken bucht nie doppelt.",
  ],
  asked: ["Your booking is under way", "Ihre Buchung ist unterwegs"],
  askedText: [
    "The office system has not answered yet. It is tried until {time}; you may close this page.",
    "Das System der Geschäftsstelle hat noch nicht geantwortet. Versucht wird es bis {time}; diese Seite dürfen Sie schließen.",
  ],
  accountText: [
    "Your account is on its way to the office system; your booking follows right after it. It is tried until {time}; you may close this page.",
    "Ihr Konto ist unterwegs zum System der Geschäftsstelle; Ihre Buchung folgt gleich danach. Versucht wird es bis {time}; diese Seite dürfen Sie schließen.",
  ],
  notHeld: [
    "No place is held and nothing is charged until then.",
    "Bis dahin ist kein Platz reserviert und nichts berechnet.",
  ],
  withdraw: ["Do not book", "Doch nicht buchen"],
  confirming: ["The office is confirming your booking", "Die Geschäftsstelle bestätigt Ihre Buchung"],
  sentFirst: [
    "This is what you sent first. What you changed in the form since was not sent; if something is wrong in it, tell the office.",
    "Das ist, was Sie zuerst abgeschickt haben. Was Sie danach im Formular geändert haben, ging nicht mehr mit; stimmt etwas nicht, sagen Sie es der Geschäftsstelle.",
  ],
  notStopped: [
    "No answer came, so your booking may go on. You can press again.",
    "Es kam keine Antwort, darum geht Ihre Buchung vielleicht weiter. Sie können noch einmal drücken.",
  ],
  tooLate: [
    "It cannot be stopped any more: it may be booked already. To cancel it, ask the office.",
    "Sie lässt sich nicht mehr aufhalten: Vielleicht ist schon gebucht. Zum Stornieren fragen Sie die Geschäftsstelle.",
  ],
  confirmingText: ["This takes a few seconds.", "Das dauert ein paar Sekunden."],
  confirmingLongText: [
    "It takes longer than it should, and it is not known whether your booking has arrived. It is tried by itself until there is an answer. Please do not book again: this never ends in two bookings.",
    "Es dauert länger, als es sollte, und es ist unklar, ob Ihre Buchung angekommen ist. Es wird von selbst weiter versucht, bis eine Antwort da ist. Bitte buchen Sie nicht noch einmal: So werden es nie zwei Buchungen.",
  ],
  unknown: ["It is not known yet whether you are booked", "Noch ist unklar, ob gebucht ist"],
  unknownText: [
    "Your booking was sent, but no answer came back. It is asked again by itself until there is one. Please do not book again: this never ends in two bookings.",
    "Ihre Buchung wurde abgeschickt, aber es kam keine Antwort zurück. Es wird von selbst nachgefragt, bis eine da ist. Bitte buchen Sie nicht noch einmal: So werden es nie zwei Buchungen.",
  ],
  lookNow: ["Ask again now", "Jetzt nachfragen"],
  tooSoon: [
    "It could not be asked just now. It goes on by itself.",
    "Gerade ließ sich nicht nachfragen. Es geht von selbst weiter.",
  ],
  booked: ["Your place is booked", "Ihr Platz ist gebucht"],
  ticket: ["Ticket", "Ticket"],
  paid: ["Price", "Preis"],
  mailFollows: [
    "The confirmation comes by e-mail from the office.",
    "Die Bestätigung kommt per E-Mail von der Geschäftsstelle.",
  ],
  toDashboard: ["See your bookings", "Ihre Buchungen ansehen"],
  guestNext: [
    "<link>Register</link> with the same e-mail address and confirm it, and you find this booking in your account.",
    "<link>Registrieren Sie sich</link> mit derselben E-Mail-Adresse und bestätigen Sie sie, dann finden Sie diese Buchung in Ihrem Konto.",
  ],
  another: ["Book another place", "Noch einen Platz buchen"],
});

/** Why nothing was booked, and what to do. By `checkoutRefusals` of shared/checkout-api.ts. */
export const refusalWords = catalogue({
  full: [
    "Nothing was booked: the last place has just been taken.",
    "Nichts wurde gebucht: Der letzte Platz ist gerade vergeben worden.",
  ],
  closed: [
    "Nothing was booked: this event cannot be booked any more.",
    "Nichts wurde gebucht: Diese Veranstaltung lässt sich nicht mehr buchen.",
  ],
  gone: [
    "Nothing was booked: the office does not offer this event any more.",
    "Nichts wurde gebucht: Die Geschäftsstelle bietet diese Veranstaltung nicht mehr an.",
  ],
  price_changed: [
    "Nothing was booked: it does not cost {before} any more. The form shows the new price; book again if you agree to it.",
    "Nichts wurde gebucht: Es kostet nicht mehr {before}. Das Formular zeigt den neuen Preis; buchen Sie noch einmal, wenn Sie einverstanden sind.",
  ],
  payment: [
    "Nothing was booked: the payment was refused, and nothing was charged. Choose another category, or ask the office.",
    "Nichts wurde gebucht: Die Zahlung wurde abgelehnt, und nichts wurde berechnet. Wählen Sie eine andere Kategorie, oder fragen Sie die Geschäftsstelle.",
  ],
  data: [
    "Nothing was booked: the office system does not take what was entered. Please check it.",
    "Nichts wurde gebucht: Das System der Geschäftsstelle nimmt die Angaben nicht an. Bitte prüfen Sie sie.",
  ],
  session_over: [
    "Nothing was booked, and nothing was charged: it took too long. You can book again.",
    "Nichts wurde gebucht und nichts berechnet: Es hat zu lange gedauert. Sie können noch einmal buchen.",
  ],
  not_allowed: [
    "Nothing was booked: this account may not book at the moment. The office can tell you why.",
    "Nichts wurde gebucht: Dieses Konto darf im Moment nicht buchen. Den Grund weiß die Geschäftsstelle.",
  ],
  rejected: [
    "Nothing was booked: the office system refused it without a reason. You can try again, or ask the office.",
    "Nichts wurde gebucht: Das System der Geschäftsstelle hat es ohne Grund abgelehnt. Sie können es noch einmal versuchen oder die Geschäftsstelle fragen.",
  ],
  lapsed: [
    "Nothing was booked: the office system did not answer in time. Nothing was charged, and you can book again.",
    "Nichts wurde gebucht: Das System der Geschäftsstelle hat nicht rechtzeitig geantwortet. Nichts wurde berechnet, und Sie können noch einmal buchen.",
  ],
  withdrawn: [
    "Nothing was booked, as you wished. You can still book.",
    "Nichts wurde gebucht, wie Sie es wollten. Buchen können Sie weiterhin.",
  ],
  found_none: [
    "Nothing was booked: the office has looked it up. You can book again.",
    "Nichts wurde gebucht: Die Geschäftsstelle hat nachgesehen. Sie können noch einmal buchen.",
  ],
  never_known: [
    "It could not be found out whether this was booked. Ask the office before you book again.",
    "Es ließ sich nicht klären, ob gebucht wurde. Fragen Sie die Geschäftsstelle, bevor Sie noch einmal buchen.",
  ],
});
