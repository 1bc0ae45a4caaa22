import {
  happened,
  keyOf,
  MAIL_STOPPED,
  sessionsEndedWords,
  softDeletedWords,
} from "../../../../shared/fixed-sentences";
import { historySays } from "../../../../shared/history-sentences";
import { reader } from "../../../../shared/sentence";
import { catalogue } from "../../../lib/i18n/catalogue";
import { language } from "../../../lib/i18n/language";
import { wordTold } from "../../../lib/i18n/told";
import { fieldsWords } from "../inner-words";
import { whyWords } from "../why-words";
import { historyWords } from "./history-words";
import { receiptWords } from "./receipt-words";
import { kindWords } from "./trace-sentences";

const sentences = catalogue({
  "webhook.applied": [
    "The backend sent this event; it was applied.",
    "Das Backend sandte dieses Ereignis; es wurde angewendet.",
  ],
  "webhook.stale": [
    "The backend sent this event, but something newer was known already. Nothing was changed.",
    "Das Backend sandte dieses Ereignis, aber Neueres war schon bekannt. Nichts wurde geändert.",
  ],
  "webhook.ignored": [
    "The backend sent an event Tandem does not act on.",
    "Das Backend sandte ein Ereignis, nach dem Tandem nicht handelt.",
  ],
  "webhook.unmatched": [
    "The backend sent this event for somebody unknown here.",
    "Das Backend sandte dieses Ereignis für jemanden, der hier unbekannt ist.",
  ],
  "webhook.failed": [
    "The backend sent this event, but its data cannot be right. Nothing was changed.",
    "Das Backend sandte dieses Ereignis, aber seine Daten können nicht stimmen. Nichts wurde geändert.",
  ],
  "webhook.taken": [
    "The backend sent this event, but another account has its e-mail address. Nothing was changed.",
    "Das Backend sandte dieses Ereignis, aber ein anderes Konto hat die E-Mail-Adresse. Nichts wurde geändert.",
  ],
  "webhook.early": [
    "The backend sent this event before it was known here whom it is about; now it was judged.",
    "Das Backend sandte dieses Ereignis, bevor hier bekannt war, wen es betrifft; nun wurde es beurteilt.",
  ],
  accountMade: [
    "The account was made, in the deployment it was imported from.",
    "Das Konto entstand, in der Umgebung, aus der es importiert wurde.",
  ],
  contactMade: ["The contact was made in the CRM.", "Der Kontakt entstand im CRM."],
  registered: ["Registered in the portal.", "Im Portal registriert."],
  registeredInvited: ["Registered in the portal, by invitation.", "Im Portal registriert, auf Einladung."],
  signedIn: ["Signed in to the portal.", "Im Portal angemeldet."],
  signedOut: ["Signed out of the portal.", "Im Portal abgemeldet."],
  askedBooking: ["Asked to book an event in the portal.", "Wollte im Portal eine Veranstaltung buchen."],
  guestBooking: [
    "Somebody asked to book an event in the portal, as a guest.",
    "Jemand wollte im Portal als Gast eine Veranstaltung buchen.",
  ],
  booked: ["The event is booked in the backend.", "Die Veranstaltung ist im Backend gebucht."],
  notBooked: [
    "The event was not booked; nothing was charged.",
    "Die Veranstaltung wurde nicht gebucht; nichts wurde berechnet.",
  ],
  neverKnown: [
    "Nobody could find out whether the event was booked; it is not asked for any more.",
    "Ob die Veranstaltung gebucht wurde, ließ sich nicht klären; es wird nicht mehr nachgefragt.",
  ],
  settledBooked: [
    "Looked in the backend: the event is booked.",
    "Im Backend nachgesehen: Die Veranstaltung ist gebucht.",
  ],
  settledNotBooked: [
    "Looked in the backend: the event is not booked.",
    "Im Backend nachgesehen: Die Veranstaltung ist nicht gebucht.",
  ],
  askedAgain: ["Asked for a new try in the portal.", "Im Portal einen neuen Versuch verlangt."],
  hurriedBooking: [
    "Asked for a booking under way to be tried at once.",
    "Wollte, dass eine Buchung unterwegs sofort noch einmal versucht wird.",
  ],
  guestHurried: [
    "A guest asked for their booking under way to be tried at once.",
    "Ein Gast wollte, dass seine Buchung unterwegs sofort noch einmal versucht wird.",
  ],
  askedResync: ["Asked for a resync.", "Abgleich verlangt."],
  askedWelcome: [
    "Asked for the welcome e-mail to be sent again.",
    "Verlangt, die Begrüßung erneut zu senden.",
  ],
  askedArchive: ["Asked for the CRM contact to be archived.", "Verlangt, den CRM-Kontakt zu archivieren."],
  madeLink: [
    "Made a link by which this contact can register.",
    "Link erstellt, mit dem sich dieser Kontakt registrieren kann.",
  ],
  invitedByRun: [
    "Invited; the link is in the file of links of the run.",
    "Eingeladen; der Link steht in der Link-Datei des Laufs.",
  ],
  restored: ["Restored the account.", "Konto wiederhergestellt."],
  purgeBegun: [
    "The purge of this person has begun. There is no way back.",
    "Die endgültige Löschung dieser Person hat begonnen. Es gibt kein Zurück.",
  ],
  purged: [
    "Purged: nothing personal is kept of this person any more.",
    "Endgültig gelöscht: Von dieser Person bleibt nichts Persönliches.",
  ],
  exportedPerson: [
    "Takes along everything that is kept of this person.",
    "Nimmt alles mit, was über diese Person gespeichert ist.",
  ],
  exportedPersonDone: [
    "The file about this person is complete.",
    "Die Datei über diese Person ist vollständig.",
  ],
  exportedPersonBroken: [
    "The file about this person was not finished.",
    "Die Datei über diese Person wurde nicht fertig.",
  ],
  newerAccount: [
    "The CRM contact now belongs to a newer account of this person.",
    "Der CRM-Kontakt gehört jetzt zu einem neueren Konto dieser Person.",
  ],
  otherAccount: [
    "The CRM contact was found to be another account’s.",
    "Der CRM-Kontakt gehört, wie sich zeigte, zu einem anderen Konto.",
  ],
  contactGone: [
    "The CRM does not have this contact any more. It has left the mirror.",
    "Das CRM hat diesen Kontakt nicht mehr. Er ist aus dem Spiegel entfernt.",
  ],
  askedReset: [
    "Somebody asked for a link to set a new password.",
    "Jemand hat einen Link für ein neues Passwort verlangt.",
  ],
  resetPassword: [
    "Set a new password by the link in a mail.",
    "Neues Passwort über den Link in einer E-Mail festgelegt.",
  ],
  firstPassword: [
    "Set their first password by the link in a mail.",
    "Erstes Passwort über den Link in einer E-Mail festgelegt.",
  ],
  changedPassword: ["Changed their password in the portal.", "Passwort im Portal geändert."],
  endedSessions: ["Signed out of other devices.", "Auf anderen Geräten abgemeldet."],
  resetMailed: [
    "The mail with the link to set a password was handed over.",
    "Die E-Mail mit dem Link für ein Passwort wurde übergeben.",
  ],
  resetNotMailed: [
    "The mail with the link to set a password could not be sent.",
    "Die E-Mail mit dem Link für ein Passwort ließ sich nicht senden.",
  ],
  changeMailed: [
    "The mail that tells of the new password was handed over.",
    "Die E-Mail, die vom neuen Passwort berichtet, wurde übergeben.",
  ],
  changeNotMailed: [
    "The mail that tells of the new password could not be sent.",
    "Die E-Mail, die vom neuen Passwort berichtet, ließ sich nicht senden.",
  ],
  proofMailed: [
    "The mail with the link to confirm an e-mail address was handed over.",
    "Die E-Mail mit dem Link, der eine Adresse bestätigt, wurde übergeben.",
  ],
  proofNotMailed: [
    "The mail with the link to confirm an e-mail address could not be sent.",
    "Die E-Mail mit dem Link, der eine Adresse bestätigt, ließ sich nicht senden.",
  ],
  addressNoticeMailed: [
    "The mail that tells the old address of the new one was handed over.",
    "Die E-Mail, die der alten Adresse von der neuen berichtet, wurde übergeben.",
  ],
  addressNoticeNotMailed: [
    "The mail that tells the old address of the new one could not be sent.",
    "Die E-Mail, die der alten Adresse von der neuen berichtet, ließ sich nicht senden.",
  ],
  deletionMailed: [
    "The mail that confirms the deletion was handed over.",
    "Die E-Mail, die das Löschen bestätigt, wurde übergeben.",
  ],
  deletionNotMailed: [
    "The mail that confirms the deletion could not be sent.",
    "Die E-Mail, die das Löschen bestätigt, ließ sich nicht senden.",
  ],
  askedProof: [
    "Asked for the link to confirm their e-mail address again.",
    "Den Link, der die E-Mail-Adresse bestätigt, noch einmal verlangt.",
  ],
  provedAddress: [
    "Confirmed their e-mail address by the link in a mail.",
    "E-Mail-Adresse über den Link in einer E-Mail bestätigt.",
  ],
  askedAddress: [
    "Asked for another e-mail address. It counts when the link mailed there is opened.",
    "Eine andere E-Mail-Adresse verlangt. Sie gilt, sobald der Link geöffnet wird, der dorthin ging.",
  ],
  droppedAddress: [
    "Does not want the other e-mail address any more.",
    "Möchte die andere E-Mail-Adresse nicht mehr.",
  ],
  changedAddress: [
    "Changed their e-mail address, by the link mailed to the new one.",
    "E-Mail-Adresse geändert, über den Link, der an die neue ging.",
  ],
  changedProfile: ["Changed their profile in the portal.", "Profil im Portal geändert."],
  registeredTwice: [
    "Sent the same registration form again: there is one account.",
    "Dasselbe Formular der Registrierung noch einmal gesendet: Es gibt ein Konto.",
  ],
});

const t = catalogue({
  softDeleted: [
    "Soft-deleted{count, plural, =0 {} one {; # portal session ended} other {; # portal sessions ended}}.",
    "Stillgelegt{count, plural, =0 {} one {; # Sitzung im Portal beendet} other {; # Sitzungen im Portal beendet}}.",
  ],
  sessionsEnded: [
    "{count, plural, one {# portal session} other {# portal sessions}} ended.",
    "{count, plural, one {# Sitzung} other {# Sitzungen}} im Portal beendet.",
  ],
  inTheList: ["the list", "Liste"],
  fromCrm: ["{field} from the CRM", "{field} aus dem CRM"],
  fromAccount: ["{field} from the account", "{field} aus dem Konto"],
  mailStopped: ["The welcome e-mail was not sent.", "Die Begrüßung wurde nicht gesendet."],
});

/** What became of it, and who did it, where that is no person. */
const asides = catalogue({
  done: ["done", "erledigt"],
  failed: ["failed", "fehlgeschlagen"],
  cancelled: ["cancelled", "abgebrochen"],
  applied: ["applied", "angewendet"],
  duplicate: ["duplicate", "doppelt"],
  stale: ["stale", "überholt"],
  ignored: ["ignored", "übergangen"],
  unmatched: ["unmatched", "ohne Zuordnung"],
  Member: ["Member", "Mitglied"],
});
const runActions = catalogue({
  Resync: ["Resync", "Neu abgleichen"],
  "Re-send welcome": ["Re-send welcome", "Begrüßung erneut senden"],
  "Soft-delete": ["Soft-delete", "Stilllegen"],
  Restore: ["Restore", "Wiederherstellen"],
  "Archive contact": ["Archive contact", "Kontakt archivieren"],
  Link: ["Link", "Verknüpfen"],
  Invite: ["Invite", "Einladen"],
});
/* eslint-disable i18next/no-literal-string -- as the server writes them */
const runActionNames = [
  ...(["Resync", "Re-send welcome", "Soft-delete", "Restore"] as const),
  ...(["Archive contact", "Link", "Invite"] as const),
];
const known = [
  ...(["done", "failed", "cancelled", "applied", "duplicate"] as const),
  ...(["stale", "ignored", "unmatched", "Member"] as const),
];
/* eslint-enable i18next/no-literal-string */

/** Older records count sessions without regard to number. */
const withPlural = (summary: string) =>
  summary.replace("; 0 portal sessions ended.", ".").replace(/(?<= )1 portal sessions/u, "1 portal session");

/** What happened, in the operator's language; a sentence that is none of ours stays. */
export function happenedWords(said: string): string {
  const summary = withPlural(said);
  const count = Number(/(?<count>\d+) portal sessions? ended\./u.exec(summary)?.groups?.count ?? 0);
  if (summary === softDeletedWords(count)) return t("softDeleted", { count });
  const mail = summary.endsWith(MAIL_STOPPED);
  const unmailed = mail ? summary.slice(0, -MAIL_STOPPED.length) : summary;
  const ended = count > 0 && unmailed.endsWith(sessionsEndedWords(count));
  const first = ended ? unmailed.slice(0, -sessionsEndedWords(count).length) : unmailed;
  const key = keyOf(happened, first);
  if (!key) return historySentence(summary);
  return [sentences(key), ended && t("sessionsEnded", { count }), mail && t("mailStopped")]
    .filter(Boolean)
    .join(" ");
}

/** An outcome or an actor of the timeline; a person's own name stays. */
export function asideWords(text: string): string {
  const ours = known.find((each) => each === text);
  return ours ? asides(ours) : text;
}

const readHistory = reader(historySays);

/** What happened where the sentence tells of more: choices, matches, a job that failed, a run. */
function historySentence(summary: string): string {
  const told = language === "en" ? null : readHistory(summary);
  if (!told) return receiptWords(summary);
  const inner = {
    why: whyWords,
    kind: kindWords,
    outcome: asideWords,
    action: actionOfRun,
    choices: choiceWords,
    field: fieldsWords,
    place: placeWords,
  };
  return wordTold(historyWords, told, inner);
}

/** "phone from the CRM, last name from the account" */
const choiceWords = (choices: string) =>
  choices
    .split(", ")
    .map((choice) => {
      const { field, side } = /^(?<field>.+) from the (?<side>CRM|account)$/u.exec(choice)?.groups ?? {};
      if (!field) return choice;
      return t(side === "CRM" ? "fromCrm" : "fromAccount", { field: fieldsWords(field) });
    })
    .join(", ");

/** Where somebody looked. */
const placeWords = (place: string) => (place === "the list" ? t("inTheList") : place.replace(/^the /u, ""));

/** What a run does, by the name that the server writes. */
function actionOfRun(name: string): string {
  const action = runActionNames.find((each) => each === name);
  return action ? runActions(action) : name;
}
