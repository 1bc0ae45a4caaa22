import type { whyNot } from "../../shared/fixed-sentences";
import { catalogue } from "./i18n/catalogue";
import type { AllOf } from "./i18n/told";

/** Why something cannot be done, or was not done, for somebody. */
export const reasonWords = catalogue({
  conflict: [
    "The IDs disagree. A resync could link the wrong people, so a person has to review it.",
    "Die IDs widersprechen sich. Neu abgleichen könnte die Falschen verknüpfen; das muss ein Mensch prüfen.",
  ],
  conflictOrAmbiguous: [
    "The IDs disagree or the match is ambiguous. A person has to review it.",
    "Die IDs widersprechen sich oder die Zuordnung ist mehrdeutig. Das muss ein Mensch prüfen.",
  ],
  onlyContact: [
    "There is no account to sync. The contact exists only in the CRM.",
    "Es gibt kein Konto zum Abgleichen. Der Kontakt besteht nur im CRM.",
  ],
  nothingToSync: [
    "There is no account to sync: the contact exists only in the CRM.",
    "Es gibt kein Konto zum Abgleichen: Der Kontakt besteht nur im CRM.",
  ],
  softDeleted: [
    "The user is soft-deleted. Restore them first.",
    "Das Konto ist stillgelegt. Stellen Sie es erst wieder her.",
  ],
  nothingToDelete: ["There is no account to delete.", "Es gibt kein Konto zum Stilllegen."],
  alreadyDeleted: ["Already soft-deleted.", "Schon stillgelegt."],
  onlyDeleted: [
    "Only a soft-deleted user can be restored.",
    "Nur ein stillgelegtes Konto lässt sich wiederherstellen.",
  ],
  purgedOnceDeleted: [
    "Somebody with an account is soft-deleted first. After that they can be purged.",
    "Wer ein Konto hat, wird erst stillgelegt. Danach ist die endgültige Löschung möglich.",
  ],
  nothingToWelcome: [
    "There is no active account to welcome.",
    "Es gibt kein aktives Konto, das zu begrüßen wäre.",
  ],
  notKnownYet: [
    "The backend does not know this user yet. Resync first.",
    "Das Backend kennt diese Person noch nicht. Gleichen Sie sie erst ab.",
  ],
  noAccount: ["There is no account.", "Es gibt kein Konto."],
  keptApart: [
    "A contact with this e-mail was rejected as somebody else’s, and the backend goes by e-mail. Change one of the two addresses first.",
    "Ein Kontakt mit dieser E-Mail wurde als fremd abgelehnt, und das Backend richtet sich nach der E-Mail. Ändern Sie erst eine der beiden Adressen.",
  ],
  otherRun: ["Another run is at work on this user.", "Ein anderer Lauf arbeitet gerade an dieser Person."],
  rowGone: [
    "Their row is gone: they belong to somebody else’s by now.",
    "Ihre Zeile ist fort: Sie gehört inzwischen zu einer anderen.",
  ],
  nobodyHasId: ["Nobody has this ID any more.", "Niemand hat diese ID mehr."],
  filterPassed: ["The filter does not match them any more.", "Der Filter passt nicht mehr auf sie."],
  linkedAlready: ["Linked already.", "Schon verknüpft."],
  notMatched: [
    "Not matched with a contact that waits to be linked.",
    "Keinem Kontakt zugeordnet, der auf die Verknüpfung wartet.",
  ],
  onlyContactInvited: [
    "Only a contact without an account can be invited.",
    "Nur ein Kontakt ohne Konto lässt sich einladen.",
  ],
  contactArchived: [
    "The contact is archived. Restore it in the CRM first.",
    "Der Kontakt ist archiviert. Stellen Sie ihn erst im CRM wieder her.",
  ],
  linkedArchived: [
    "The contact is archived. Resync restores it.",
    "Der Kontakt ist archiviert. „Neu abgleichen“ stellt ihn wieder her.",
  ],
  nothingToInvite: ["There is no contact to invite.", "Es gibt keinen Kontakt zum Einladen."],
  noContactToArchive: ["There is no CRM contact to archive.", "Es gibt keinen CRM-Kontakt zum Archivieren."],
  contactAlone: [
    "A contact without an account cannot be archived from here yet.",
    "Ein Kontakt ohne Konto lässt sich von hier aus noch nicht archivieren.",
  ],
  noActiveContact: ["No active CRM contact is left.", "Kein aktiver CRM-Kontakt ist übrig."],
  livingAccount: [
    "The contact belongs to a living account. Soft-delete that first.",
    "Der Kontakt gehört zu einem aktiven Konto. Legen Sie das erst still.",
  ],
  otherAccount: [
    "The contact is another living account’s too. Review who it belongs to first.",
    "Der Kontakt gehört auch zu einem anderen aktiven Konto. Prüfen Sie erst, wem er gehört.",
  ],
  notPossible: ["Not possible for this person.", "Für diese Person nicht möglich."],
  nothingToSettle: [
    "The two sides are not linked, so there are no fields to settle.",
    "Die beiden Seiten sind nicht verknüpft; es gibt also keine Felder zu klären.",
  ],
  notInDoubt: [
    "Nothing about this person’s match is in doubt.",
    "An der Zuordnung dieser Person ist nichts zweifelhaft.",
  ],
  jobUnderWay: [
    "A job is under way for this person. Try again in a few seconds.",
    "Für diese Person ist ein Auftrag in Arbeit. Versuchen Sie es in einigen Sekunden noch einmal.",
  ],
  jobWaits: [
    "A job is under way for this person. Its next attempt is in {minutes} min. Resync to hurry it on, and try again when it has ended.",
    "Für diese Person ist ein Auftrag in Arbeit. Sein nächster Versuch ist in {minutes} min „Neu abgleichen“ beschleunigt ihn; versuchen Sie es noch einmal, wenn er beendet ist.",
  ],
  contentRemoved: [
    "Its content was removed when its time was over.",
    "Der Inhalt wurde nach Ablauf der Frist entfernt.",
  ],
  letInAlready: ["It was let in by an admin already.", "Ein Admin hat es schon eingelassen."],
  onlyUnproven: [
    "Only what was refused for its signature or its time can be let in.",
    "Einlassen lässt sich nur, was wegen Signatur oder Zeit abgewiesen wurde.",
  ],
  valuesNotKept: [
    "Values that it would need were never kept.",
    "Werte, die dafür nötig wären, wurden nie gespeichert.",
  ],
  bodyTooLarge: [
    "Its body was too large to be kept whole.",
    "Der Inhalt war zu groß, um ganz gespeichert zu werden.",
  ],
  noReason: ["No reason was given.", "Es wurde kein Grund genannt."],
  otherCauses: ["Other causes", "Andere Ursachen"],
} satisfies AllOf<typeof whyNot>);
