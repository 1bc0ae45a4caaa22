import { catalogue } from "../../../lib/i18n/catalogue";

export const t = catalogue({
  title: ["Your bookings", "Ihre Buchungen"],
  loading: ["Loading your bookings", "Ihre Buchungen werden geladen"],
  none: ["You have not booked anything yet.", "Sie haben noch nichts gebucht."],
  noneUnproven: [
    "What you book here shows at once, and for thirty days. Earlier bookings show once your e-mail address is confirmed, and then all of them stay.",
    "Was Sie hier buchen, erscheint sofort und dreißig Tage lang. Frühere Buchungen erscheinen, sobald Ihre E-Mail-Adresse bestätigt ist, und dann bleiben alle.",
  ],
  notLinked: [
    "Your bookings appear here once the office system knows you. You can book already: your account goes there first.",
    "Ihre Buchungen erscheinen hier, sobald das System der Geschäftsstelle Sie kennt. Buchen können Sie schon: Ihr Konto geht dann zuerst dorthin.",
  ],
  failed: [
    "The office system does not answer at the moment, so your bookings cannot be shown in full. None is lost.",
    "Das System der Geschäftsstelle antwortet gerade nicht, darum lassen sich Ihre Buchungen nicht vollständig zeigen. Keine ist verloren.",
  ],
  knownHere: [
    "Known here of the last thirty days, as of when you booked:",
    "Hier bekannt aus den letzten dreißig Tagen, Stand bei der Buchung:",
  ],
  notLoaded: [
    "Your bookings could not be loaded. None is lost, and you can try again.",
    "Ihre Buchungen ließen sich nicht laden. Keine ist verloren, und Sie können es noch einmal versuchen.",
  ],
  old: ["As of {time}.", "Stand {time}."],
  underWay: ["Under way", "Unterwegs"],
  notKnown: ["Not known yet", "Noch unklar"],
  notBooked: ["Not booked", "Nicht gebucht"],
  otherState: ["State: {status}", "Stand: {status}"],
  ticket: ["Your ticket: {ticket}", "Ihr Ticket: {ticket}"],
  more: ["Show all {count, number}", "Alle {count, number} zeigen"],
  already: [
    "You have booked this event already. Your ticket: {ticket}",
    "Diese Veranstaltung haben Sie schon gebucht. Ihr Ticket: {ticket}",
  ],
  alreadyOpen: [
    "A booking of yours for this event is under way. <link>Your account</link> shows how it ends.",
    "Eine Buchung von Ihnen für diese Veranstaltung ist unterwegs. Wie sie ausgeht, sehen Sie in <link>Ihrem Konto</link>.",
  ],
  another: ["Book another place", "Noch einen Platz buchen"],
});

/** How the backend calls a booking. */
export const statusWords = catalogue({
  confirmed: ["Booked", "Gebucht"],
  pending: ["Not confirmed yet", "Noch nicht bestätigt"],
  cancelled: ["Cancelled", "Storniert"],
  refunded: ["Refunded", "Erstattet"],
  attended: ["Attended", "Teilgenommen"],
});
