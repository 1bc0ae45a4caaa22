import { catalogue } from "../../../lib/i18n/catalogue";

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
  category: ["Category", "Kategorie"],
  email: ["E-mail", "E-Mail"],
  paid: ["Price", "Preis"],
  mailFollows: [
    "The confirmation comes by e-mail from the office.",
    "Die Bestätigung kommt per E-Mail von der Geschäftsstelle.",
  ],
  toDashboard: ["See your bookings", "Ihre Buchungen ansehen"],
  guestNext: [
    "<link>Register</link> with the same e-mail address and confirm it, and you find this booking in your account. Note your ticket: “Done” takes it off this device.",
    "<link>Registrieren Sie sich</link> mit derselben E-Mail-Adresse und bestätigen Sie sie, dann finden Sie diese Buchung in Ihrem Konto. Notieren Sie Ihr Ticket: „Fertig“ nimmt es von diesem Gerät.",
  ],
  guestDone: ["Done, clear this page", "Fertig, diese Seite leeren"],
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
