import type { attemptSays } from "../../shared/attempt-sentences";
import { catalogue } from "./i18n/catalogue";
import type { AllOf } from "./i18n/told";

/** Why work failed, waits or was left alone. */
export const attemptWords = catalogue({
  "answered.unreachable": [
    "The backend could not be reached ({details}).",
    "Das Backend war nicht erreichbar ({details}).",
  ],
  "answered.timeout": [
    "The backend did not answer in time ({details}).",
    "Das Backend hat nicht rechtzeitig geantwortet ({details}).",
  ],
  "answered.rate_limited": [
    "The backend asks us to slow down ({details}).",
    "Das Backend bittet uns, langsamer zu werden ({details}).",
  ],
  "answered.server_error": [
    "The backend had an internal error ({details}).",
    "Das Backend hatte einen eigenen Fehler ({details}).",
  ],
  "answered.invalid_response": [
    "The backend sent an answer that is not this API’s ({details}).",
    "Das Backend hat eine Antwort gesandt, die nicht zu dieser Schnittstelle gehört ({details}).",
  ],
  "answered.rejected": [
    "The backend refused the request ({details}).",
    "Das Backend hat die Anfrage abgelehnt ({details}).",
  ],
  "answered.validation": [
    "The backend refused the data ({details}).",
    "Das Backend hat die Daten abgelehnt ({details}).",
  ],
  "answered.unauthorized": [
    "The backend does not accept our key ({details}).",
    "Das Backend nimmt unseren Schlüssel nicht an ({details}).",
  ],
  "answered.not_found": [
    "The backend does not know the record ({details}).",
    "Das Backend kennt den Eintrag nicht ({details}).",
  ],
  "answered.conflict": [
    "The backend reports a conflict ({details}).",
    "Das Backend meldet einen Widerspruch ({details}).",
  ],
  answerUnread: [
    "Tandem could not make sense of the backend’s answer.",
    "Tandem konnte mit der Antwort des Backends nichts anfangen.",
  ],
  answerNeither: [
    "The backend’s answer says neither success nor failure.",
    "Die Antwort des Backends sagt weder Erfolg noch Fehler.",
  ],
  answerNoIds: [
    "The backend’s answer reports success without both IDs.",
    "Die Antwort des Backends meldet Erfolg, aber nicht beide IDs.",
  ],
  answerUnreadable: [
    "The backend’s answer confirms a change to a contact that cannot be read back.",
    "Die Antwort des Backends bestätigt die Änderung eines Kontakts, der sich nicht nachlesen lässt.",
  ],
  answerMisfits: [
    "The backend’s answer does not fit its contract (at {paths}).",
    "Die Antwort des Backends passt nicht zur vereinbarten Form (bei {paths}).",
  ],
  answerTooLarge: [
    "The backend’s answer is larger than {count} bytes.",
    "Die Antwort des Backends ist größer als {count} Bytes.",
  ],
  heldBreaker: [
    "Not asked, because the backend failed again and again. It is tried again by itself.",
    "Nicht gefragt, weil das Backend immer wieder ausfiel. Es wird von selbst wieder versucht.",
  ],
  heldWait: [
    "Not asked, because the backend asked us to wait.",
    "Nicht gefragt, weil das Backend um Geduld gebeten hat.",
  ],
  heldQueue: [
    "Not asked, because too many calls to the backend wait for their turn.",
    "Nicht gefragt, weil zu viele Aufrufe des Backends warten, bis sie dran sind.",
  ],
  choicesOutdated: [
    "Changed since somebody chose between the two sides: {fields}. Nothing was written. Look at both sides and choose again.",
    "Seit jemand zwischen den beiden Seiten gewählt hat, geändert: {fields}. Nichts wurde geschrieben. Sehen Sie beide Seiten an und wählen Sie neu.",
  ],
  contactOfOther: [
    "The CRM contact belongs to another account.",
    "Der CRM-Kontakt gehört zu einem anderen Konto.",
  ],
  contactOfOtherByNow: [
    "The CRM contact belongs to another account by now.",
    "Der CRM-Kontakt gehört inzwischen zu einem anderen Konto.",
  ],
  stillActive: [
    "The backend accepted, but the contact is still active.",
    "Das Backend hat es angenommen, aber der Kontakt ist noch aktiv.",
  ],
  contactRejected: [
    "This contact was rejected as somebody else’s.",
    "Dieser Kontakt wurde als fremd abgelehnt.",
  ],
  archivedMeanwhile: [
    "The CRM contact has been archived meanwhile.",
    "Der CRM-Kontakt wurde inzwischen archiviert.",
  ],
  needsEmail: ["The backend needs an e-mail address.", "Das Backend braucht eine E-Mail-Adresse."],
  unknownFrontendUser: [
    "The backend does not know the frontend user it made.",
    "Das Backend kennt den Frontend-Nutzer nicht, den es angelegt hat.",
  ],
  emailRejected: [
    "A contact with this e-mail was rejected as somebody else’s. Change one of the two addresses first.",
    "Ein Kontakt mit dieser E-Mail wurde als fremd abgelehnt. Ändern Sie erst eine der beiden Adressen.",
  ],
  otherContact: [
    "The backend has another contact with this e-mail than the one that was meant. Review which of the two is theirs.",
    "Das Backend hat zu dieser E-Mail einen anderen Kontakt als den gemeinten. Prüfen Sie, welcher der richtige ist.",
  ],
  emailsContactOfOther: [
    "The CRM contact with this e-mail belongs to another account.",
    "Der CRM-Kontakt mit dieser E-Mail gehört zu einem anderen Konto.",
  ],
  mailNotSent: [
    "The backend logged that the e-mail could not be sent.",
    "Das Backend hat verzeichnet, dass die E-Mail nicht gesendet werden konnte.",
  ],
  contactGone: ["The CRM does not have this contact any more.", "Das CRM hat diesen Kontakt nicht mehr."],
  noContact: ["No CRM contact belongs to this user.", "Zu dieser Person gehört kein CRM-Kontakt."],
  emailTaken: [
    "Another account has the CRM’s e-mail address by now, and two cannot have one.",
    "Ein anderes Konto hat inzwischen die E-Mail-Adresse des CRM, und zwei können nicht dieselbe haben.",
  ],
  writtenDiffers: [
    "Written, but read back these fields still differ: {fields}.",
    "Geschrieben, aber beim Nachlesen weichen noch ab: {fields}.",
  ],
  attemptLost: [
    "Nobody told how this attempt ended: its worker stopped, or the store refused it.",
    "Niemand hat gesagt, wie dieser Versuch ausging: Sein Bearbeiter fiel aus, oder der Speicher nahm es nicht an.",
  ],
  attemptsLost: [
    "No attempt ended: the worker stopped each time, or the store refused what it had to tell.",
    "Kein Versuch kam zu Ende: Der Bearbeiter fiel jedes Mal aus, oder der Speicher nahm sein Ergebnis nicht an.",
  ],
  userGone: ["The user does not exist any more.", "Das Konto gibt es nicht mehr."],
  jobCancelled: ["The job was cancelled.", "Der Auftrag wurde abgebrochen."],
  changedMeanwhile: [
    "The {side} changed meanwhile, so it is done once more.",
    "Inzwischen geändert ({side}); deshalb wird es noch einmal getan.",
  ],
  privateNetwork: [
    "BACKEND_URL leads into a private network, and ALLOW_PRIVATE_BACKEND is not set.",
    "BACKEND_URL führt in ein privates Netz, und ALLOW_PRIVATE_BACKEND ist nicht gesetzt.",
  ],
  restElsewhere: [
    "The rest is done by a job of another run.",
    "Den Rest erledigt ein Auftrag eines anderen Laufs.",
  ],
  notBegun: ["Tandem could not begin with this person.", "Tandem konnte bei dieser Person nicht beginnen."],
  notPossible: ["Not possible.", "Nicht möglich."],
  runCancelled: ["The run was cancelled.", "Der Lauf wurde abgebrochen."],
  runCancelledGoesOn: [
    "The run was cancelled; the job they have goes on.",
    "Der Lauf wurde abgebrochen; der laufende Auftrag geht weiter.",
  ],
  runRejected: ["The run was rejected.", "Der Lauf wurde abgelehnt."],
  runWithdrawn: ["The run was withdrawn.", "Der Lauf wurde zurückgezogen."],
  runExpired: ["Nobody approved the run in time.", "Niemand hat den Lauf rechtzeitig freigegeben."],
  runOutdated: [
    "The run was not started: too much had changed.",
    "Der Lauf wurde nicht begonnen: Zu viel hatte sich geändert.",
  ],
  planOutdated: [
    "{changed} of {total} ({share}) are not as in the plan any more, which is more than the {most}% allowed.",
    "{changed} von {total} ({share}) sind nicht mehr wie im Plan; erlaubt sind {most} %.",
  ],
  ownersChanged: [
    "These fields have another owner since it was planned: {fields}.",
    "Seit der Planung hat bei diesen Feldern eine andere Seite Vorrang: {fields}.",
  ],
  runPaused: ["The run was paused.", "Der Lauf wurde angehalten."],
  tooManyFailed: [
    "{failed} of {ended} failed ({share}), which is more than the {most}% allowed.",
    "{failed} von {ended} sind fehlgeschlagen ({share}), mehr als die erlaubten {most} %.",
  ],
  storeRefusedSweep: [
    "Tandem’s own store refused what the sweep had to note down. The backend is not to blame.",
    "Der Speicher von Tandem nahm nicht an, was der Prüflauf festhalten wollte. Am Backend liegt es nicht.",
  ],
  listBreaksOff: [
    "The backend’s list of contacts breaks off after {end} of {total}.",
    "Die Kontaktliste des Backends bricht nach {end} von {total} ab.",
  ],
  newerSweep: [
    "A newer full sweep has compared the mirror again.",
    "Ein neuerer vollständiger Prüflauf hat den Spiegel wieder verglichen.",
  ],
  deletedInBackend: ["Deleted in the backend.", "Im Backend gelöscht."],
  byNow: [
    "By now it is {outcome, select, applied {applied} duplicate {duplicate} stale {stale} ignored {ignored} unmatched {unmatched} other {failed}}.",
    "Inzwischen ist es {outcome, select, applied {angewendet} duplicate {doppelt} stale {überholt} ignored {übergangen} unmatched {ohne Zuordnung} other {fehlgeschlagen}}.",
  ],
  replayBroke: ["Each try to replay it broke.", "Jeder Versuch, es erneut anzuwenden, brach ab."],
  replayRunBroke: [
    "What comes next cannot be read: each try broke.",
    "Das Nächste lässt sich nicht lesen: Jeder Versuch brach ab.",
  ],
  replayApplied: [
    "A replay of this event was applied.",
    "Eine Wiederholung dieses Ereignisses wurde angewendet.",
  ],
  deliveryGone: ["The delivery is gone.", "Die Zustellung gibt es nicht mehr."],
  pausedSince: [
    "Work for the backend is paused until an admin lets it go on. {why}",
    "Die Arbeit für das Backend ist angehalten, bis ein Admin sie freigibt. {why}",
  ],
} satisfies AllOf<typeof attemptSays>);
