import type { auditSays } from "../../../shared/audit-sentences";
import { catalogue } from "../../lib/i18n/catalogue";
import type { AllOf } from "../../lib/i18n/told";

/** What the audit tells of the console itself. */
export const auditWords = catalogue({
  exportsAudit: ["Exports the whole audit.", "Exportiert das ganze Protokoll."],
  exportsSome: ["Exports events of the audit.", "Exportiert Ereignisse des Protokolls."],
  exported: ["Exported {what}.", "Exportiert: {what}."],
  exportEnded: ["The export ended after {what}.", "Der Export endete nach {what}."],
  exportsEverybody: ["Exports everybody.", "Exportiert alle."],
  exportsUsers: ["Exports users.", "Exportiert Nutzer."],
  exportedOutcomes: ["Exported the outcomes of “{name}”.", "Ergebnisse von „{name}“ exportiert."],
  madeLinks: ["Made the links of the invitations of “{name}”.", "Einladungslinks von „{name}“ erstellt."],
  auditKey: [
    "Checkpoints of the audit may be signed by the key {id}.",
    "Bestätigungen des Protokolls darf der Schlüssel {id} signieren.",
  ],
  removedValue: [
    "Removed 1 personal value from the audit.",
    "1 persönlichen Wert aus dem Protokoll entfernt.",
  ],
  removedValues: [
    "Removed {count} personal values from the audit.",
    "{count} persönliche Werte aus dem Protokoll entfernt.",
  ],
  setUpFactor: ["Set up a second factor.", "Zweiten Faktor eingerichtet."],
  newCodes: [
    "Made {count} new recovery codes; the old ones are of no use.",
    "{count} neue Ersatzcodes erstellt; die alten gelten nicht mehr.",
  ],
  removedFactor: ["Removed their second factor.", "Eigenen zweiten Faktor entfernt."],
  resetFactor: [
    "Removed the second factor of another operator.",
    "Zweiten Faktor eines anderen Teammitglieds entfernt.",
  ],
  usedCode: ["Used a recovery code; {count} left.", "Ersatzcode benutzt; {count} übrig."],
  invitedOperator: [
    "Invited somebody to become {role, select, viewer {viewer} support {support} admin {admin} other {auditor}}.",
    "Jemanden eingeladen, als {role, select, viewer {Lesezugriff} support {Support} admin {Admin} other {Revision}}.",
  ],
  withdrewInvite: [
    "Withdrew an invitation to become {role, select, viewer {viewer} support {support} admin {admin} other {auditor}}.",
    "Einladung zurückgezogen, als {role, select, viewer {Lesezugriff} support {Support} admin {Admin} other {Revision}}.",
  ],
  becameInvited: [
    "Became {role, select, viewer {viewer} support {support} admin {admin} other {auditor}}, invited by {name}.",
    "Ins Team gekommen als {role, select, viewer {Lesezugriff} support {Support} admin {Admin} other {Revision}}, eingeladen von {name}.",
  ],
  becameFirst: [
    "Became the first admin with the one-time link.",
    "Mit dem Einmal-Link erster Admin geworden.",
  ],
  changedPasswordOne: [
    "Changed their password; 1 other session ended.",
    "Eigenes Passwort geändert; 1 andere Sitzung beendet.",
  ],
  changedPassword: [
    "Changed their password; {count} other sessions ended.",
    "Eigenes Passwort geändert; {count} andere Sitzungen beendet.",
  ],
  endedOwnOne: ["Ended 1 session of their own.", "1 eigene Sitzung beendet."],
  endedOwn: ["Ended {count} sessions of their own.", "{count} eigene Sitzungen beendet."],
  endedOthersOne: ["Ended 1 session of another operator.", "1 Sitzung eines anderen Teammitglieds beendet."],
  endedOthers: [
    "Ended {count} sessions of another operator.",
    "{count} Sitzungen eines anderen Teammitglieds beendet.",
  ],
  wrongPassword: [
    "Somebody gave a wrong password or code.",
    "Jemand gab ein falsches Passwort oder einen falschen Code an.",
  ],
  madeToken: ["Made the API token “{name}”.", "API-Token „{name}“ erstellt."],
  usedToken: [
    "Used the API token “{name}” for the first time.",
    "API-Token „{name}“ zum ersten Mal verwendet.",
  ],
  revokedToken: ["Revoked their API token “{name}”.", "Eigenes API-Token „{name}“ widerrufen."],
  revokedOthersToken: [
    "Revoked another operator’s API token “{name}”.",
    "API-Token „{name}“ eines anderen Teammitglieds widerrufen.",
  ],
  uselessToken: [
    "Somebody came with an API token that is of no use.",
    "Jemand kam mit einem API-Token, das nicht gilt.",
  ],
  wrongAddress: [
    "Somebody gave an e-mail address that no operator has.",
    "Jemand gab eine E-Mail-Adresse an, die kein Teammitglied hat.",
  ],
  signedIn: ["Signed in to the console.", "An der Konsole angemeldet."],
  signedOut: ["Signed out of the console.", "Von der Konsole abgemeldet."],
  signedInFactor: [
    "Signed in to the console, with a second factor.",
    "An der Konsole angemeldet, mit zweitem Faktor.",
  ],
  provedCode: ["Proved who they are, by a code.", "Identität bestätigt, mit einem Code."],
  provedPassword: ["Proved who they are, by their password.", "Identität bestätigt, mit dem Passwort."],
  provedElsewhere: [
    "Proved who they are, at the identity provider.",
    "Hat sich beim Anmeldedienst ausgewiesen.",
  ],
  signedInElsewhere: ["Signed in by the identity provider.", "Über den Anmeldedienst angemeldet."],
  signedInElsewhereFactor: [
    "Signed in by the identity provider, with a second factor there.",
    "Über den Anmeldedienst angemeldet, mit zweitem Faktor dort.",
  ],
  linkedSignOn: [
    "Signs in by the identity provider from now on.",
    "Meldet sich ab jetzt über den Anmeldedienst an.",
  ],
  unlinkedSignOn: [
    "Forgot who another operator is at the identity provider.",
    "Ein anderes Teammitglied vom Anmeldedienst getrennt.",
  ],
  becameByGroups: [
    "Became {role, select, viewer {viewer} support {support} admin {admin} other {auditor}}, by groups at the identity provider.",
    "Ins Team gekommen als {role, select, viewer {Lesezugriff} support {Support} admin {Admin} other {Revision}}, durch Gruppen beim Anmeldedienst.",
  ],
  refusedDisabled: [
    "Refused a disabled operator who came by the identity provider.",
    "Ein gesperrtes Teammitglied abgewiesen, das über den Anmeldedienst kam.",
  ],
  refusedNoRole: [
    "Refused somebody whose groups at the identity provider give them no role.",
    "Jemanden abgewiesen, dessen Gruppen beim Anmeldedienst keine Rolle ergeben.",
  ],
  refusedUnverified: [
    "Refused somebody whose address the identity provider has not verified.",
    "Jemanden abgewiesen, dessen Adresse der Anmeldedienst nicht geprüft hat.",
  ],
  refusedOtherAccount: [
    "Refused another account at the identity provider with the address of an operator.",
    "Ein anderes Konto beim Anmeldedienst mit der Adresse eines Teammitglieds abgewiesen.",
  ],
  refusedUninvited: [
    "Refused somebody from the identity provider whom nobody has invited.",
    "Jemanden vom Anmeldedienst abgewiesen, den niemand eingeladen hat.",
  ],
  refusedStepUp: [
    "Refused a step-up by somebody else’s account at the identity provider.",
    "Eine Bestätigung mit fremdem Konto beim Anmeldedienst abgewiesen.",
  ],
  refusedAnswer: [
    "Refused an answer of the identity provider that does not hold.",
    "Eine ungültige Antwort des Anmeldedienstes abgewiesen.",
  ],
  madeResetLink: [
    "Made a link by which another operator chooses a new password.",
    "Einen Link erstellt, mit dem ein anderes Teammitglied ein neues Passwort wählt.",
  ],
  resetPasswordOne: [
    "Chose a new password by a reset link; 1 session ended.",
    "Mit einem Link ein neues Passwort gewählt; 1 Sitzung beendet.",
  ],
  resetPassword: [
    "Chose a new password by a reset link; {count} sessions ended.",
    "Mit einem Link ein neues Passwort gewählt; {count} Sitzungen beendet.",
  ],
  disabledOne: ["Disabled {name}; 1 session ended.", "{name} gesperrt; 1 Sitzung beendet."],
  disabled: ["Disabled {name}; {count} sessions ended.", "{name} gesperrt; {count} Sitzungen beendet."],
  madeRole: [
    "Made {name} {role, select, viewer {viewer} support {support} admin {admin} other {auditor}}.",
    "{name} hat jetzt die Rolle {role, select, viewer {Lesezugriff} support {Support} admin {Admin} other {Revision}}.",
  ],
  enabled: ["Enabled {name}.", "{name} entsperrt."],
  importsBoth: [
    "Imports a snapshot of Convex and contacts of the CRM.",
    "Importiert einen Convex-Snapshot und CRM-Kontakte.",
  ],
  importsSnapshot: ["Imports a snapshot of Convex.", "Importiert einen Convex-Snapshot."],
  importsContacts: ["Imports contacts of the CRM.", "Importiert CRM-Kontakte."],
  imported: [
    "The import is complete. Read: {read}; changed: {changed}; rejected: {rejected}.",
    "Der Import ist fertig. Gelesen: {read}; geändert: {changed}; abgewiesen: {rejected}.",
  ],
  importBroke: [
    "The import ended early. Read: {read}; changed: {changed}; rejected: {rejected}.",
    "Der Import brach ab. Gelesen: {read}; geändert: {changed}; abgewiesen: {rejected}.",
  ],
  savedView: ["Saved the view “{name}”.", "Ansicht „{name}“ gespeichert."],
  savedShared: ["Saved the shared view “{name}”.", "Geteilte Ansicht „{name}“ gespeichert."],
  changedView: ["Changed the view “{name}”.", "Ansicht „{name}“ geändert."],
  changedShared: ["Changed the shared view “{name}”.", "Geteilte Ansicht „{name}“ geändert."],
  removedView: ["Removed the view “{name}”.", "Ansicht „{name}“ entfernt."],
  removedShared: ["Removed the shared view “{name}”.", "Geteilte Ansicht „{name}“ entfernt."],
  startedSweep: [
    "Started a sweep ({sweep, select, changes {changes} hot {hot} other {full}}).",
    "Prüflauf begonnen ({sweep, select, changes {Änderungen} hot {Sorgenfälle} other {voll}}).",
  ],
  cancelledSweep: [
    "Cancelled a sweep ({sweep, select, changes {changes} hot {hot} other {full}}).",
    "Prüflauf abgebrochen ({sweep, select, changes {Änderungen} hot {Sorgenfälle} other {voll}}).",
  ],
  appliedQuarantine: [
    "Let a sweep in quarantine mark up to {count} contacts as gone.",
    "Einem Prüflauf in Quarantäne erlaubt, bis zu {count} Kontakte als fort zu vermerken.",
  ],
  discardedQuarantine: [
    "Discarded a sweep in quarantine: none of {count} contacts is marked as gone.",
    "Prüflauf in Quarantäne verworfen: Keiner von {count} Kontakten wird als fort vermerkt.",
  ],
  startedRun: ["Started the run “{name}”.", "Lauf „{name}“ begonnen."],
  pausedRun: ["Paused “{name}”.", "„{name}“ angehalten."],
  resumedRun: ["Resumed “{name}”.", "„{name}“ fortgesetzt."],
  cancelledRun: ["Cancelled “{name}”.", "„{name}“ abgebrochen."],
  stoppedRun: ["“{name}” stopped by itself: {why}", "„{name}“ hat von selbst gestoppt: {why}"],
  cutOffOne: [
    "“{name}”: 1 person takes part, as was typed; more people match by now and are left alone.",
    "„{name}“: 1 Person nimmt teil, wie eingegeben; inzwischen passen mehr, sie bleiben unberührt.",
  ],
  cutOff: [
    "“{name}”: {count} people take part, as was typed; more people match by now and are left alone.",
    "„{name}“: {count} Personen nehmen teil, wie eingegeben; inzwischen passen mehr, sie bleiben unberührt.",
  ],
  cutOffAloneOne: [
    "“{name}”: 1 person takes part, as may without a second admin; more people match by now and are left alone.",
    "„{name}“: 1 Person nimmt teil, so viele wie ohne zweiten Admin erlaubt; inzwischen passen mehr, sie bleiben unberührt.",
  ],
  cutOffAlone: [
    "“{name}”: {count} people take part, as may without a second admin; more people match by now and are left alone.",
    "„{name}“: {count} Personen nehmen teil, so viele wie ohne zweiten Admin erlaubt; inzwischen passen mehr, sie bleiben unberührt.",
  ],
  askedRun: [
    "Asked for the run “{name}”, which a second admin has to approve.",
    "Lauf „{name}“ angefragt; ein zweiter Admin muss ihn freigeben.",
  ],
  approvedRun: ["Approved the run “{name}”.", "Lauf „{name}“ freigegeben."],
  rejectedRun: ["Rejected the run “{name}”.", "Lauf „{name}“ abgelehnt."],
  withdrewRun: ["Withdrew the run “{name}”.", "Lauf „{name}“ zurückgezogen."],
  expiredRun: [
    "Nobody approved the run “{name}” in time.",
    "Niemand hat den Lauf „{name}“ rechtzeitig freigegeben.",
  ],
  outdatedRun: ["The run “{name}” was not started: {why}", "Der Lauf „{name}“ wurde nicht begonnen: {why}"],
  startedReplay: [
    "Started the run “{name}” over webhook deliveries.",
    "Lauf „{name}“ über Webhook-Zustellungen begonnen.",
  ],
  pausedReplay: [
    "Paused the run “{name}” over webhook deliveries.",
    "Lauf „{name}“ über Webhook-Zustellungen angehalten.",
  ],
  resumedReplay: [
    "Resumed the run “{name}” over webhook deliveries.",
    "Lauf „{name}“ über Webhook-Zustellungen fortgesetzt.",
  ],
  cancelledReplay: [
    "Cancelled the run “{name}” over webhook deliveries.",
    "Lauf „{name}“ über Webhook-Zustellungen abgebrochen.",
  ],
  stoppedReplay: [
    "The run “{name}” over webhook deliveries stopped by itself: {why}",
    "Der Lauf „{name}“ über Webhook-Zustellungen hat von selbst gestoppt: {why}",
  ],
  acknowledged: [
    "Acknowledged {count} failures of {type} ({cause}).",
    "{count} Fehler von {type} übernommen ({cause}).",
  ],
  refused: ["Refused {what}: {cause}.", "Abgelehnt: {what} ({cause})."],
  refusedOne: [
    "Refused 1 more attempt within 10 minutes.",
    "Binnen 10 Minuten 1 weiteren Versuch abgelehnt.",
  ],
  refusedMore: [
    "Refused {count} more attempts within 10 minutes.",
    "Binnen 10 Minuten {count} weitere Versuche abgelehnt.",
  ],
  waitEnded: [
    "The backend had asked for time, but answers: work for it goes on.",
    "Das Backend hatte um Zeit gebeten, antwortet aber: Die Arbeit dafür geht weiter.",
  ],
  workGoesOn: ["Work for the backend goes on.", "Die Arbeit für das Backend geht weiter."],
  changedSetting: ["Changed one setting.", "Eine Einstellung geändert."],
  changedSettings: ["Changed {count} settings.", "{count} Einstellungen geändert."],
} satisfies AllOf<typeof auditSays>);
