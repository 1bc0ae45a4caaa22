import { catalogue } from "../../../lib/i18n/catalogue";

/** The words around a person: header, commands, fields, invitation. */
export const t = catalogue({
  user: ["User", "Nutzer"],
  users: ["Users", "Nutzer"],
  person: ["Person", "Person"],
  thisPerson: ["this person", "diese Person"],
  noName: ["No name", "Ohne Namen"],
  noEmail: ["no e-mail", "keine E-Mail"],
  previous: ["Previous", "Zurück"],
  previousHint: ["Previous (k)", "Zurück (k)"],
  next: ["Next", "Weiter"],
  nextHint: ["Next (j)", "Weiter (j)"],
  openAsPage: ["Open as page", "Als Seite öffnen"],
  close: ["Close", "Schließen"],
  closeHint: ["Close (Esc)", "Schließen (Esc)"],
  loading: ["Loading this person", "Die Person wird geladen"],
  notLoaded: ["This person could not be loaded", "Die Person ließ sich nicht laden"],
  nothingChanged: [
    "Nothing was changed. You can try again.",
    "Nichts wurde geändert. Sie können es noch einmal versuchen.",
  ],
  nothingWasChanged: ["Nothing was changed.", "Nichts wurde geändert."],
  safeFix: ["Safe fix, by {command}: <b>{fix}</b>", "Sichere Lösung mit „{command}“: <b>{fix}</b>"],
  commands: ["Commands", "Befehle"],
  dismiss: ["Dismiss", "Ausblenden"],
  cancel: ["Cancel", "Abbrechen"],
  clear: ["Clear", "Zurücksetzen"],
  reason: ["Reason", "Grund"],
  reasonOptional: ["Reason (optional)", "Grund (freiwillig)"],
  keptInTimeline: ["Kept in the person’s timeline.", "Steht danach im Verlauf der Person."],
  isRestored: ["{name} is restored", "{name} ist wiederhergestellt"],
  notRestored: ["{name} was not restored", "{name} wurde nicht wiederhergestellt"],
  isDeleted: ["{name} is soft-deleted", "{name} ist stillgelegt"],
  canBeRestored: ["The account can be restored.", "Das Konto lässt sich wiederherstellen."],
  restore: ["Restore", "Wiederherstellen"],
  mayArchive: ["archive contacts", "Kontakte archivieren"],
  archiveContact: ["Archive contact", "Kontakt archivieren"],
  archiveTitle: ["Archive the CRM contact of {name}", "CRM-Kontakt archivieren: {name}"],
  archiveConsequence: [
    "The contact is archived in the CRM, not removed. The account stays as it is.",
    "Der Kontakt wird im CRM archiviert, nicht entfernt. Das Konto bleibt, wie es ist.",
  ],
  accountStatus: ["Account", "Konto"],
  deletedBecause: ["Deleted because", "Gelöscht, weil"],
  company: ["Company (CRM)", "Firma (CRM)"],
  crmStatus: ["CRM status", "Status im CRM"],
  crmTags: ["CRM tags", "CRM-Schlagworte"],
  created: ["Created", "Angelegt"],
  aboutPerson: ["About this person", "Über diese Person"],
  timeline: ["Timeline", "Verlauf"],
  webhooks: ["Webhooks", "Webhooks"],
  jobs: ["Jobs", "Aufträge"],
  trace: ["Trace", "Spur"],
  raw: ["Raw", "Rohdaten"],
  rawRecord: ["Raw record", "Rohdaten"],
  noWebhooks: [
    "The backend has sent no webhook about this person.",
    "Das Backend hat zu dieser Person keinen Webhook gesendet.",
  ],
  unreadRequest: ["unread request", "ungelesene Anfrage"],
  showAllInLog: ["Show all in the log", "Alle im Protokoll zeigen"],
});

/** What can be asked for of a person: on a button. */
export const commandTitles = catalogue({
  resync: ["Resync", "Neu abgleichen"],
  resendWelcome: ["Re-send welcome", "Begrüßung erneut senden"],
  softDelete: ["Soft-delete", "Stilllegen"],
  restore: ["Restore", "Wiederherstellen"],
});

/** What the dialog of a command says. */
export const dialogWords = catalogue({
  "softDelete.title": ["Soft-delete {name}", "{name} stilllegen"],
  "softDelete.consequence": [
    "The person can no longer sign in and their portal sessions end at once. The CRM contact stays as it is. You can restore the account.",
    "Die Person kann sich nicht mehr anmelden, und ihre Sitzungen im Portal enden sofort. Der CRM-Kontakt bleibt, wie er ist. Sie können das Konto wiederherstellen.",
  ],
  "softDelete.button": ["Soft-delete user", "Nutzer stilllegen"],
  "restore.title": ["Restore {name}", "{name} wiederherstellen"],
  "restore.consequence": [
    "The person can sign in again. Sessions that were ended stay ended.",
    "Die Person kann sich wieder anmelden. Beendete Sitzungen bleiben beendet.",
  ],
  "restore.button": ["Restore user", "Nutzer wiederherstellen"],
  "resendWelcome.title": ["Re-send welcome to {name}", "Begrüßung erneut senden an {name}"],
  "resendWelcome.button": ["Send 1 e-mail", "1 E-Mail senden"],
  sendsTo: [
    "The backend sends the welcome e-mail to {email} again.",
    "Das Backend sendet die Begrüßung noch einmal an {email}.",
  ],
});

/** What came of a command. */
export const outcomes = catalogue({
  "asked.resync": ["Resync requested.", "Abgleich angefordert."],
  "asked.resendWelcome": ["Re-send welcome requested.", "Begrüßung angefordert."],
  "asked.softDelete": ["Soft-delete requested.", "Stilllegen angefordert."],
  "asked.restore": ["Restore requested.", "Wiederherstellen angefordert."],
  "asked.resolveDrift": ["Values chosen.", "Werte gewählt."],
  "asked.acceptMatch": ["Match accepted.", "Zuordnung angenommen."],
  "asked.rejectMatch": ["Match rejected.", "Zuordnung abgelehnt."],
  "asked.offerAgain": ["Rejection undone.", "Ablehnung zurückgenommen."],
  "asked.archiveContact": ["Archiving requested.", "Archivieren angefordert."],
  readingBack: ["{asked} Reading back …", "{asked} Es wird nachgelesen …"],
  waitingForBackend: ["{asked} Waiting for the backend …", "{asked} Warten auf das Backend …"],
  softDeleted: [
    "Soft-deleted; sign-in is off. Read back {ago}. It can be restored.",
    "Stillgelegt; die Anmeldung ist aus. Nachgelesen {ago}. Es lässt sich wiederherstellen.",
  ],
  restored: ["Restored: {state}. Read back {ago}.", "Wiederhergestellt: {state}. Nachgelesen {ago}."],
  restoredSince: [
    "Soft-deleted, and restored since: {state}. Read back {ago}.",
    "Stillgelegt und inzwischen wiederhergestellt: {state}. Nachgelesen {ago}.",
  ],
  deletedSince: [
    "Restored, and soft-deleted again since. Read back {ago}.",
    "Wiederhergestellt und inzwischen erneut stillgelegt. Nachgelesen {ago}.",
  ],
  readBack: ["{state}. Read back {ago}.", "{state}. Nachgelesen {ago}."],
  now: ["{asked} Now {state}.", "{asked} Jetzt {state}."],
  willNotBeTried: [
    "{why} It will not be tried again by itself. You can resync once the cause is mended.",
    "{why} Von selbst geschieht kein weiterer Versuch. Ist die Ursache behoben, können Sie neu abgleichen.",
  ],
  cancelled: ["Cancelled. Nothing more will be tried.", "Abgebrochen. Es wird nichts mehr versucht."],
  done: ["Done. {state}.", "Erledigt. {state}."],
  disagree: ["{what} Read back from both sides {ago}.", "{what} Auf beiden Seiten nachgelesen {ago}."],
  agree: ["{state}. Read back from both sides {ago}.", "{state}. Auf beiden Seiten nachgelesen {ago}."],
  tryDue: ["The next try is due now.", "Der nächste Versuch ist jetzt fällig."],
  nextTry: ["Next try {when}.", "Nächster Versuch {when}."],
});

/** The comparison of both sides, and what is chosen in it. */
export const compareWords = catalogue({
  comparison: ["Comparison", "Vergleich"],
  field: ["Field", "Feld"],
  noAccount: ["no account", "kein Konto"],
  noContact: ["no contact", "kein Kontakt"],
  lastWebhook: ["Last webhook", "Letzter Webhook"],
  owner: ["Owner", "Vorrang"],
  ownerIs: ["owner {who}", "Vorrang: {who}"],
  differs: ["differs", "weicht ab"],
  identical: [
    "{count, plural, one {# identical field} other {# identical fields}}",
    "{count, plural, one {# gleiches Feld} other {# gleiche Felder}}",
  ],
  bothAgree: [
    "Both sides agree: {count, plural, one {# identical field} other {# identical fields}}",
    "Beide Seiten stimmen überein: {count, plural, one {# gleiches Feld} other {# gleiche Felder}}",
  ],
  live: ["live, {ago}", "live gelesen, {ago}"],
  mirror: ["mirror, {age} old. {why}", "Spiegel, {age} alt. {why}"],
  contactGone: ["The CRM does not have this contact any more.", "Das CRM hat diesen Kontakt nicht mehr."],
  ids: ["IDs", "IDs"],
  convexId: ["Convex ID", "Convex-ID"],
  crmContact: ["CRM contact", "CRM-Kontakt"],
  frontendId: ["Frontend ID", "Frontend-ID"],
  storeId: ["Store ID", "Speicher-ID"],
  inConvex: ["{id} in Convex", "{id} laut Convex"],
  inCrm: ["{id} in the CRM", "{id} laut CRM"],
  newest: ["newest", "neuester Stand"],
  only: ["only {side}", "nur {side}"],
  sideNewest: ["{side}, newest", "{side}, neuer"],
  belongsTo: ["{field} belongs to {side}.", "Für {field} hat {side} Vorrang."],
  lastChanged: ["{field} goes by what changed last.", "Für {field} gilt, was zuletzt geändert wurde."],
  "lastChanged.convex": [
    "{field} goes by what changed last, which is that of Convex.",
    "Für {field} gilt, was zuletzt geändert wurde: der Wert von Convex.",
  ],
  "lastChanged.crm": [
    "{field} goes by what changed last, which is that of the CRM.",
    "Für {field} gilt, was zuletzt geändert wurde: der Wert des CRM.",
  ],
  take: ["take", "nehmen"],
  takeOf: ["Take {field} of {side}", "{field} von {side} nehmen"],
  maySettle: ["settle fields", "Felder klären"],
  takeValues: [
    "Take {count, plural, one {# value} other {# values}}",
    "{count, plural, one {# Wert} other {# Werte}} nehmen",
  ],
  writtenOver: [
    "Written to the other side, then read back.",
    "Wird auf der anderen Seite geschrieben, dann nachgelesen.",
  ],
  replaceTitle: [
    "Replace the owner’s value of {count, plural, one {# field} other {# fields}}",
    "Wert mit Vorrang ersetzen: {count, plural, one {# Feld} other {# Felder}}",
  ],
  replaceHelp: [
    "A resync would keep what you are about to replace.",
    "Neu abgleichen würde behalten, was Sie jetzt ersetzen.",
  ],
  replaceValues: [
    "Replace {count, plural, one {# value} other {# values}}",
    "{count, plural, one {# Wert} other {# Werte}} ersetzen",
  ],
});

/** Inviting a contact to register. */
export const inviteWords = catalogue({
  mayInvite: ["invite", "einladen"],
  invitation: ["Invitation", "Einladung"],
  makeNew: ["Make a new link", "Neuen Link erstellen"],
  invite: ["Invite", "Einladen"],
  makeLink: ["Make the link", "Link erstellen"],
  nobodyYet: ["Nobody has invited this person yet.", "Noch hat niemand diese Person eingeladen."],
  inviteWho: ["Invite {name}", "{name} einladen"],
  keptInAudit: ["Kept in the audit.", "Steht danach im Protokoll."],
  consequence: [
    "Tandem makes a link to the registration, filled in with what the CRM knows. You send it; Tandem sends no e-mail.",
    "Tandem erstellt einen Link zur Registrierung, ausgefüllt mit dem, was das CRM weiß. Sie senden ihn; Tandem sendet keine E-Mail.",
  ],
  replaces: ["The link made before stops working.", "Der frühere Link gilt dann nicht mehr."],
  invitedBy: ["Invited by {who}, <when></when>.", "Von {who} eingeladen, <when></when>"],
  worksUntil: ["The link works until {day}.", "Der Link gilt bis {day}."],
  stoppedOn: ["The link stopped working on {day}.", "Der Link galt bis {day}."],
  registered: ["They registered with it <when></when>.", "Damit registriert: <when></when>"],
  copyNow: ["Copy the link now", "Den Link jetzt kopieren"],
  shownOnce: [
    "It is shown this once: Tandem keeps only its hash.",
    "Er erscheint nur dieses eine Mal: Tandem behält nur seinen Hash.",
  ],
  invitationLink: ["Invitation link", "Einladungslink"],
  sendIt: [
    "Send it to {who} yourself. Whoever has it can use it.",
    "Senden Sie ihn selbst an {who}. Wer ihn hat, kann ihn verwenden.",
  ],
  theyRegister: [
    "They check what is filled in, choose a password, and register.",
    "Die Person prüft das Ausgefüllte, wählt ein Passwort und registriert sich.",
  ],
  isLinked: [
    "The account is linked to this contact; no second contact is made.",
    "Das Konto wird mit diesem Kontakt verknüpft; es entsteht kein zweiter Kontakt.",
  ],
  worksOnce: ["It works once, until {when}.", "Er gilt einmal, bis {when}."],
  done: ["Done", "Fertig"],
});

/** Deciding who belongs to whom. */
export const matchWords = catalogue({
  mayReview: ["review matches", "Zuordnungen prüfen"],
  matchReview: ["Match review", "Zuordnung prüfen"],
  whoAccount: ["Who belongs to this account?", "Wer gehört zu diesem Konto?"],
  whoContact: ["Who belongs to this contact?", "Wer gehört zu diesem Kontakt?"],
  retry: ["Retry", "Noch einmal"],
  notLoaded: ["The candidates could not be loaded.", "Die Kandidaten ließen sich nicht laden."],
  nobody: [
    "Nobody on the other side shares an ID, an e-mail or a phone number.",
    "Niemand auf der anderen Seite hat dieselbe ID, E-Mail oder Telefonnummer.",
  ],
  more: [
    "There are more who fit less. They show once some of these are rejected.",
    "Es gibt weitere, die weniger passen. Sie erscheinen, wenn einige von diesen abgelehnt sind.",
  ],
  loading: ["Loading candidates", "Die Kandidaten werden geladen"],
  decidedBefore: ["Decided before", "Früher entschieden"],
  accepted: ["accepted", "angenommen"],
  rejected: ["rejected", "abgelehnt"],
  because: ["{who}, <when></when>: “{reason}”", "{who}, <when></when>: „{reason}“"],
  undo: ["Undo", "Zurücknehmen"],
  rejectionStays: ["The rejection stays.", "Die Ablehnung bleibt."],
  acceptWho: ["Accept {name}", "{name} annehmen"],
  rejectWho: ["Reject {name}", "{name} ablehnen"],
  acceptMatch: ["Accept match", "Zuordnung annehmen"],
  rejectMatch: ["Reject match", "Zuordnung ablehnen"],
  keptWithDecision: [
    "Kept with the decision, and in the timeline.",
    "Steht danach bei der Entscheidung und im Verlauf.",
  ],
  rejectConsequence: [
    "The two are not offered nor matched by e-mail again. The rejection stays listed here and can be undone.",
    "Die beiden werden weder wieder angeboten noch über die E-Mail zugeordnet. Die Ablehnung bleibt hier stehen und lässt sich zurücknehmen.",
  ],
  acceptConsequence: [
    "The account and the contact are linked: each then stores the other’s ID.",
    "Konto und Kontakt werden verknüpft: Jede Seite speichert dann die ID der anderen.",
  ],
  takesAway: [
    "{count, plural, one {# other account} other {# other accounts}} will no longer store this contact: {names}.",
    "{count, plural, one {# anderes Konto speichert} other {# andere Konten speichern}} diesen Kontakt dann nicht mehr: {names}.",
  ],
  candidate: ["Candidate {name}", "Kandidat {name}"],
  accountInConvex: ["account in Convex", "Konto in Convex"],
  contactInCrm: ["contact in the CRM", "Kontakt im CRM"],
  noEmail: ["no e-mail", "keine E-Mail"],
  noPhone: ["no phone", "kein Telefon"],
  createdAt: ["created <when></when>", "angelegt <when></when>"],
  accept: ["Accept", "Annehmen"],
  reject: ["Reject", "Ablehnen"],
  evidenceFor: ["Evidence for {name}", "Anhaltspunkte zu {name}"],
  for: ["for", "dafür"],
  against: ["against", "dagegen"],
  neutral: ["says nothing", "sagt nichts"],
  cannotAccept: ["Cannot be accepted now: {why}", "Lässt sich jetzt nicht annehmen: {why}"],
  alsoStored: [
    "Also stored by <who></who>. Accepting takes it away from them.",
    "Auch gespeichert von <who></who>; Annehmen nimmt ihn dort weg.",
  ],
  softDeleted: [", soft-deleted", ", stillgelegt"],
});
