import type { refusals } from "../../shared/refusals";
import type { whyNot } from "../../shared/fixed-sentences";
import { catalogue } from "./i18n/catalogue";
import type { AllOf } from "./i18n/told";

/** Why the server refuses, but for what `whyNot` says. Fetched when it first does. */
export const refusalWords = catalogue({
  nobody: ["Nobody has this ID.", "Niemand hat diese ID."],
  noAccountOfPerson: ["This person has no account.", "Diese Person hat kein Konto."],
  oneSided: ["Only one side of this person exists.", "Von dieser Person gibt es nur eine Seite."],
  notNow: ["This cannot be done now.", "Das geht jetzt nicht."],
  noUser: ["This user does not exist.", "Dieses Konto gibt es nicht."],
  noSuchEventOfPerson: ["This person has no such event.", "Zu dieser Person gibt es kein solches Ereignis."],
  noPair: ["This account or this contact does not exist.", "Dieses Konto oder diesen Kontakt gibt es nicht."],
  cursorGone: [
    "This list does not go on at this cursor. Begin the list again.",
    "Diese Liste geht bei diesem Cursor nicht weiter. Beginnen Sie die Liste von vorn.",
  ],
  purgeBegun: [
    "The purge of this person has begun. There is no way back.",
    "Die endgültige Löschung dieser Person hat begonnen. Es gibt kein Zurück.",
  ],
  wrongWordTyped: [
    "This is not what is to be typed. Nobody was purged.",
    "Das ist nicht, was einzutippen ist. Niemand wurde gelöscht.",
  ],
  purgedOn: [
    "This person was purged on {day}. Nothing is left to restore.",
    "Diese Person wurde am {day} endgültig gelöscht. Es gibt nichts mehr wiederherzustellen.",
  ],
  otherHasEmail: [
    "Another account has this e-mail by now. Resolve that one first.",
    "Ein anderes Konto hat diese E-Mail inzwischen. Klären Sie erst jenes.",
  ],
  emptySide: [
    "This side has no value to take. A resync fills it in from the other side.",
    "Diese Seite hat keinen Wert, den man nehmen könnte. „Neu abgleichen“ füllt ihn von der anderen Seite auf.",
  ],
  changedSinceShown: [
    "The value that this replaces has changed since it was shown. Look again, then choose.",
    "Der Wert, der ersetzt würde, hat sich seit der Anzeige geändert. Sehen Sie noch einmal hin, dann wählen Sie.",
  ],
  replacesAccounts: [
    "This replaces the value of the account, which a resync would keep. Confirm that it is meant.",
    "Das ersetzt den Wert des Kontos, den „Neu abgleichen“ behielte. Bestätigen Sie, dass es so gemeint ist.",
  ],
  replacesCrms: [
    "This replaces the value of the CRM, which a resync would keep. Confirm that it is meant.",
    "Das ersetzt den Wert des CRM, den „Neu abgleichen“ behielte. Bestätigen Sie, dass es so gemeint ist.",
  ],
  crmsEmailTaken: [
    "Another account has the CRM’s e-mail address.",
    "Ein anderes Konto hat die E-Mail-Adresse des CRM.",
  ],
  otherSideChosen: [
    "Somebody else has just chosen the other side. Look again when that job has ended.",
    "Gerade hat jemand die andere Seite gewählt. Sehen Sie noch einmal hin, wenn jener Auftrag beendet ist.",
  ],
  pairRejected: [
    "This pair was rejected. Forget the rejection first.",
    "Diese Zuordnung wurde abgelehnt. Nehmen Sie die Ablehnung erst zurück.",
  ],
  manyClaimants: [
    "More than {count} accounts store this contact’s ID.",
    "Mehr als {count} Konten speichern die ID dieses Kontakts.",
  ],
  claimantAtWork: [
    "A job is under way for another account that claims this contact.",
    "Für ein anderes Konto, das diesen Kontakt beansprucht, ist ein Auftrag in Arbeit.",
  ],
  linkedElsewhere: [
    "This contact is linked to another account.",
    "Dieser Kontakt ist mit einem anderen Konto verknüpft.",
  ],
  contactStoresAccount: [
    "The CRM’s contact stores this account’s ID. Accept the account it belongs to, or clear the ID in the CRM.",
    "Der Kontakt im CRM speichert die ID dieses Kontos. Nehmen Sie das Konto an, zu dem er gehört, oder entfernen Sie die ID im CRM.",
  ],
  manyRejections: [
    "{count} matches were rejected for one of the two already. Give one of them an e-mail address of its own.",
    "Für eine der beiden Seiten wurden schon {count} Zuordnungen abgelehnt. Geben Sie einer eine eigene E-Mail-Adresse.",
  ],
  noRun: ["There is no such run.", "Diesen Lauf gibt es nicht."],
  noCause: ["This run has no such cause.", "Diese Ursache hat der Lauf nicht."],
  runIs: [
    "This run is {runState, select, awaiting_approval {waiting for approval} checking {being checked once more} freezing {freezing} running {running} paused {paused} stopped {stopped} cancelled {cancelled} rejected {rejected} withdrawn {withdrawn} expired {expired} outdated {outdated} other {done}}: it cannot be {asked, select, paused {paused} resumed {resumed} cancelled {cancelled} approved {approved} rejected {rejected} withdrawn {withdrawn} other {changed}}.",
    "Dieser Lauf ist {runState, select, awaiting_approval {noch nicht freigegeben} checking {in der letzten Prüfung} freezing {im Aufbau} running {im Gange} paused {angehalten} stopped {gestoppt} cancelled {abgebrochen} rejected {abgelehnt} withdrawn {zurückgezogen} expired {abgelaufen} outdated {überholt} other {fertig}}; er lässt sich jetzt nicht {asked, select, paused {anhalten} resumed {fortsetzen} cancelled {abbrechen} approved {freigeben} rejected {ablehnen} withdrawn {zurückziehen} other {ändern}}.",
  ],
  runOver: ["This run has already ended.", "Dieser Lauf ist schon beendet."],
  runAwaits: [
    "This run waits for approval: withdraw it, or let another admin reject it.",
    "Dieser Lauf wartet auf Freigabe: Ziehen Sie ihn zurück, oder lassen Sie ihn von einem anderen Admin ablehnen.",
  ],
  ownRun: [
    "You asked for this run yourself: another admin has to decide.",
    "Diesen Lauf haben Sie selbst angefragt: Entscheiden muss ein anderer Admin.",
  ],
  approvalExpired: [
    "Nobody approved this run in time: it has expired. Ask for a new one.",
    "Niemand hat diesen Lauf rechtzeitig freigegeben: Er ist abgelaufen. Fragen Sie einen neuen an.",
  ],
  makerMayNot: [
    "Whoever asked for this run may not start runs any more. Reject it.",
    "Wer diesen Lauf angefragt hat, darf keine Läufe mehr starten. Lehnen Sie ihn ab.",
  ],
  stillNotedDown: [
    "Who takes part is still being noted down. Wait a moment, then approve.",
    "Noch wird gesammelt, wer teilnimmt. Warten Sie einen Moment, dann geben Sie ihn frei.",
  ],
  otherPlan: [
    "This is not the plan that waits for approval. Look at it again.",
    "Das ist nicht der Plan, der auf Freigabe wartet. Sehen Sie ihn sich noch einmal an.",
  ],
  onlyMakerWithdraws: [
    "Only {name} may withdraw this run. You can reject it.",
    "Nur {name} darf diesen Lauf zurückziehen. Sie können ihn ablehnen.",
  ],
  runNotOver: [
    "This run has not ended. Wait for it, or cancel it first.",
    "Dieser Lauf ist noch nicht beendet. Warten Sie, oder brechen Sie ihn erst ab.",
  ],
  runHasOne: [
    "In this run 1 person is still under way. Wait until they have ended.",
    "In diesem Lauf ist 1 Person noch in Arbeit. Warten Sie, bis sie fertig ist.",
  ],
  runHasSome: [
    "In this run {count} people are still under way. Wait until they have ended.",
    "In diesem Lauf sind {count} Personen noch in Arbeit. Warten Sie, bis sie fertig sind.",
  ],
  retriedBy: [
    'They are tried again by the run "{name}". Retry who fails in that one.',
    "Der Lauf „{name}“ versucht es mit ihnen noch einmal. Wiederholen Sie, wer dort fehlschlägt.",
  ],
  nobodyFailed: ["Nobody failed in this run.", "In diesem Lauf ist niemand fehlgeschlagen."],
  invitesNobody: ["This run invites nobody.", "Dieser Lauf lädt niemanden ein."],
  nobodyPicked: [
    "Nobody is picked. Pick at least one person.",
    "Niemand ist ausgewählt. Wählen Sie mindestens eine Person.",
  ],
  tooManyToCount: [
    "More than {count} people match, too many to count exactly. Pick by state, or narrow the filter.",
    "Mehr als {count} Personen passen, zu viele, um sie genau zu zählen. Wählen Sie nach Zustand, oder grenzen Sie den Filter ein.",
  ],
  planChanged: [
    "The plan has changed since you saw it. Nothing was started; look at the new one.",
    "Der Plan hat sich geändert, seit Sie ihn sahen. Nichts wurde begonnen; sehen Sie den neuen an.",
  ],
  typeCount: [
    "Type {count}, the number of people in the plan, to start this.",
    "Geben Sie {count} ein, die Zahl der Personen im Plan, um zu beginnen.",
  ],
  searchTooWide: [
    "The search matches more than {count} people. Narrow it, or pick them by state.",
    "Die Suche trifft mehr als {count} Personen. Grenzen Sie sie ein, oder wählen Sie nach Zustand.",
  ],
  noSweep: ["There is no such sweep.", "Diesen Prüflauf gibt es nicht."],
  sweepPaused: [
    "Work for the backend is paused. Let it go on in the settings, then start the sweep.",
    "Die Arbeit für das Backend ist angehalten. Geben Sie sie in den Einstellungen frei, dann beginnen Sie den Prüflauf.",
  ],
  purgedWithAccount: [
    "This contact is what the account {id} stores. Soft-delete and purge that: the contact goes with it.",
    "Diesen Kontakt hat das Konto {id} gespeichert. Löschen Sie das Konto, erst vorläufig, dann endgültig: Der Kontakt geht mit.",
  ],
  halfCharacter: [
    "This text holds half of a character. Type it again.",
    "Dieser Text enthält ein halbes Zeichen. Geben Sie ihn noch einmal ein.",
  ],
  noBooking: ["No such booking is known.", "Eine solche Buchung ist nicht bekannt."],
  bookingUnderWay: [
    "This booking has ended, or is being tried right now.",
    "Diese Buchung ist beendet oder wird gerade versucht.",
  ],
  notTheDemo: ["This is not the demo.", "Dies ist nicht die Demo."],
  sweepRuns: [
    "A sweep is running already. Start another when it has ended.",
    "Ein Prüflauf läuft schon. Beginnen Sie den nächsten, wenn er beendet ist.",
  ],
  sweepNotRunning: ["This sweep is not running.", "Dieser Prüflauf läuft nicht."],
  notQuarantined: [
    "This sweep is not in quarantine: there is nothing to decide.",
    "Dieser Prüflauf ist nicht in Quarantäne: Es gibt nichts zu entscheiden.",
  ],
  otherSweepRuns: [
    "Another sweep is running. Decide when it has ended.",
    "Ein anderer Prüflauf läuft. Entscheiden Sie, wenn er beendet ist.",
  ],
  typeNotMet: [
    "Type the number of contacts that were not met: {count}.",
    "Geben Sie die Zahl der nicht angetroffenen Kontakte ein: {count}.",
  ],
  noDelivery: ["There is no such delivery attempt.", "Diesen Zustellversuch gibt es nicht."],
  noIssue: ["There is no such issue.", "Dieses Problem gibt es nicht."],
  adminLetsIn: [
    "It was refused: an admin can let it in.",
    "Es wurde abgewiesen: Ein Admin kann es einlassen.",
  ],
  cameSigned: [
    "This event has come with a valid signature too.",
    "Dieses Ereignis kam auch mit gültiger Signatur.",
  ],
  typePhrase: [
    'Type "{phrase}" to let in what has not proved to come from the backend.',
    "Geben Sie „{phrase}“ ein, um einzulassen, was nicht bewiesen hat, dass es vom Backend kommt.",
  ],
  bodyNoEvent: ["Its body is not an event.", "Der Inhalt ist kein Ereignis."],
  noView: ["This view does not exist.", "Diese Ansicht gibt es nicht."],
  viewOfOther: ["Only {name} or an admin may.", "Das darf nur {name} oder ein Admin."],
  mayNotShare: [
    "Your role ({role, select, viewer {viewer} support {support} admin {admin} auditor {auditor} other {member}}) may not share views. Keep it for yourself.",
    "Ihre Rolle ({role, select, viewer {Lesezugriff} support {Support} admin {Admin} auditor {Revision} other {Mitglied}}) darf keine Ansichten teilen. Behalten Sie sie für sich.",
  ],
  unshareOwner: [
    "Only {name} may keep this view for themselves again.",
    "Nur {name} kann diese Ansicht wieder für sich behalten.",
  ],
  viewNamed: ["There is a view of this name.", "Eine Ansicht dieses Namens gibt es schon."],
  manyViews: [
    "There are too many views. Remove one first.",
    "Es gibt zu viele Ansichten. Entfernen Sie erst eine.",
  ],
  settingsOvertaken: [
    "{name} has changed the settings{when}. Look at theirs, then change yours.",
    "{name} hat die Einstellungen geändert{when, select, other {}}. Sehen Sie sich jene an, dann ändern Sie Ihre.",
  ],
  noAuditEvent: ["There is no such event.", "Dieses Ereignis gibt es nicht."],
  noRecord: ["The chain has no such record.", "Diesen Eintrag hat die Kette nicht."],
  keyUnannounced: ["Announce the key first.", "Geben Sie den Schlüssel erst bekannt."],
  checkpointTaken: [
    "Another server was first with a checkpoint.",
    "Ein anderer Server war mit einer Bestätigung schneller.",
  ],
  signInFirst: ["Sign in first.", "Melden Sie sich erst an."],
  roleMayNot: [
    "Your role ({role, select, viewer {viewer} support {support} admin {admin} auditor {auditor} other {member}}) may not do this.",
    "Ihre Rolle ({role, select, viewer {Lesezugriff} support {Support} admin {Admin} auditor {Revision} other {Mitglied}}) darf das nicht.",
  ],
  masksNames: [
    "Your role ({role, select, viewer {viewer} support {support} admin {admin} auditor {auditor} other {member}}) sees names and addresses masked, and cannot sort by them.",
    "Ihre Rolle ({role, select, viewer {Lesezugriff} support {Support} admin {Admin} auditor {Revision} other {Mitglied}}) sieht Namen und Adressen verdeckt und kann nicht danach sortieren.",
  ],
  roleMayNotImport: [
    "Your role ({role, select, viewer {viewer} support {support} admin {admin} auditor {auditor} other {member}}) may not import.",
    "Ihre Rolle ({role, select, viewer {Lesezugriff} support {Support} admin {Admin} auditor {Revision} other {Mitglied}}) darf nicht importieren.",
  ],
  roleMayNotExport: [
    "Your role ({role, select, viewer {viewer} support {support} admin {admin} auditor {auditor} other {member}}) may not take this along.",
    "Ihre Rolle ({role, select, viewer {Lesezugriff} support {Support} admin {Admin} auditor {Revision} other {Mitglied}}) darf das nicht mitnehmen.",
  ],
  needsRight: ["This needs the permission {permission}.", "Dazu braucht es das Recht {permission}."],
  onlyServer: [
    "Only the Tandem server may call this function.",
    "Diese Funktion darf nur der Server von Tandem aufrufen.",
  ],
  wrongLogin: ["E-mail address or password is wrong.", "E-Mail-Adresse oder Passwort ist falsch."],
  manyWrong: [
    "Too many wrong passwords. Try again in {wait}.",
    "Zu viele falsche Passwörter. Versuchen Sie es in {wait} noch einmal.",
  ],
  noReveals: [
    "Viewers may look at no masked value. An admin can change that in the settings.",
    "Lesende dürfen keinen verdeckten Wert ansehen. Ein Admin kann das in den Einstellungen ändern.",
  ],
  manyReveals: [
    "You have looked at as many values as viewers may in an hour. Try again in {wait}.",
    "Sie haben so viele Werte angesehen, wie Lesende in einer Stunde dürfen. Versuchen Sie es in {wait} noch einmal.",
  ],
  manyBookings: [
    "Too many bookings from your network. Nothing was booked. Try again in {wait}.",
    "Zu viele Buchungen aus Ihrem Netz. Nichts wurde gebucht. Versuchen Sie es in {wait} noch einmal.",
  ],
  manyForAddress: [
    "Too many bookings for this e-mail address. Nothing was booked. Try again in {wait}.",
    "Zu viele Buchungen für diese E-Mail-Adresse. Nichts wurde gebucht. Versuchen Sie es in {wait} noch einmal.",
  ],
  bookingUnavailable: [
    "Booking is not possible at the moment. Nothing was booked.",
    "Buchen geht im Moment nicht. Nichts wurde gebucht.",
  ],
  eventOver: [
    "This event is over, or is not there any more.",
    "Diese Veranstaltung ist vorbei oder nicht mehr da.",
  ],
  signedOutBooking: [
    "You are signed out. Sign in again, or book as a guest.",
    "Sie sind abgemeldet. Melden Sie sich wieder an, oder buchen Sie als Gast.",
  ],
  signedInBooking: [
    "You are signed in by now. Nothing was booked; you can book as yourself.",
    "Sie sind inzwischen angemeldet. Nichts wurde gebucht; Sie können für sich selbst buchen.",
  ],
  bookingElsewhere: [
    "You are booking this event already, in another window. Your account’s page shows how it ends.",
    "Sie buchen diese Veranstaltung schon in einem anderen Fenster. In Ihrem Konto sehen Sie, wie es ausgeht.",
  ],
  manyFromNetwork: [
    "Too many tries from your network. Try again in {wait}.",
    "Zu viele Versuche aus Ihrem Netz. Versuchen Sie es in {wait} noch einmal.",
  ],
  manyTries: [
    "Too many tries. Try again in {wait}.",
    "Zu viele Versuche. Versuchen Sie es in {wait} noch einmal.",
  ],
  accountDeleted: ["This account has been deleted.", "Dieses Konto wurde gelöscht."],
  accountSuspended: ["This account is suspended.", "Dieses Konto ist gesperrt."],
  operatorDisabled: ["This operator is disabled.", "Dieses Teammitglied ist gesperrt."],
  notYourPassword: ["This is not your password.", "Das ist nicht Ihr Passwort."],
  wrongPassword: ["This password is wrong.", "Dieses Passwort ist falsch."],
  wrongCode: ["This code is wrong.", "Dieser Code ist falsch."],
  usedCode: [
    "This code was used already. Wait for the next one.",
    "Dieser Code wurde schon benutzt. Warten Sie auf den nächsten.",
  ],
  enterCode: ["Enter the code of your app.", "Geben Sie den Code Ihrer App ein."],
  noFactor: ["You have no second factor.", "Sie haben keinen zweiten Faktor."],
  nobodysFactor: ["There is no second factor.", "Es gibt keinen zweiten Faktor."],
  hasFactor: [
    "You have a second factor. Remove it before you set up another.",
    "Sie haben einen zweiten Faktor. Entfernen Sie ihn, bevor Sie einen anderen einrichten.",
  ],
  factorFirst: ["Set up your second factor first.", "Richten Sie erst Ihren zweiten Faktor ein."],
  begunAnew: [
    "This was begun anew somewhere else. Begin again.",
    "Das wurde anderswo neu begonnen. Beginnen Sie von vorn.",
  ],
  confirmYou: ["Confirm first that it is you.", "Bestätigen Sie erst, dass Sie es sind."],
  guessedPassword: [
    "This password is easily guessed. Use one of several words that nobody would expect together.",
    "Dieses Passwort ist leicht zu erraten. Nehmen Sie eines aus mehreren Wörtern, die niemand zusammen erwartet.",
  ],
  sessionEnded: ["This session has ended already.", "Diese Sitzung ist schon beendet."],
  noOperator: ["No operator has this ID.", "Kein Teammitglied hat diese ID."],
  noOperatorAddress: ["No operator has this e-mail address.", "Niemand im Team hat diese E-Mail-Adresse."],
  noAdminAnyMore: ["You are not an admin any more.", "Sie sind kein Admin mehr."],
  lastAdmin: [
    "This is the last admin. Make somebody else an admin first.",
    "Das ist der letzte Admin. Machen Sie erst jemand anderen zum Admin.",
  ],
  notYourself: [
    "You cannot disable yourself. Ask another admin.",
    "Sie können sich nicht selbst sperren. Bitten Sie einen anderen Admin.",
  ],
  operatorHasAddress: [
    "An operator has this address already. If they have forgotten their password, make them a reset link in the list.",
    "Diese Adresse gehört schon jemandem im Team. Wer sein Passwort vergessen hat, bekommt in der Liste einen Link zum Zurücksetzen.",
  ],
  signOnOff: ["No identity provider is set up here.", "Hier ist kein Anmeldedienst eingerichtet."],
  signOnDown: [
    "The identity provider does not answer. Try again later, or sign in by password.",
    "Der Anmeldedienst antwortet nicht. Versuchen Sie es später noch einmal, oder melden Sie sich mit Passwort an.",
  ],
  signOnRefused: ["The identity provider did not let you in.", "Der Anmeldedienst hat Sie nicht angemeldet."],
  signOnLost: [
    "This sign-in was begun elsewhere, or too long ago. Begin again.",
    "Diese Anmeldung wurde woanders oder vor zu langer Zeit begonnen. Beginnen Sie von vorn.",
  ],
  signOnInvalid: [
    "What the identity provider answered does not hold. Begin again; tell an admin if it goes on.",
    "Die Antwort des Anmeldedienstes ist nicht gültig. Beginnen Sie von vorn; sagen Sie einem Admin Bescheid, wenn es so bleibt.",
  ],
  signOnUnverified: [
    "The identity provider has not verified your e-mail address. Have it verified there, then sign in again.",
    "Der Anmeldedienst hat Ihre E-Mail-Adresse nicht geprüft. Lassen Sie sie dort bestätigen, und melden Sie sich dann noch einmal an.",
  ],
  signOnNotInvited: [
    "Nobody with your e-mail address is invited here. Ask an admin for an invitation.",
    "Mit Ihrer E-Mail-Adresse ist hier niemand eingeladen. Bitten Sie einen Admin um eine Einladung.",
  ],
  signOnOtherAccount: [
    "The operator with your e-mail address signs in by another account. Ask an admin to unlink that one.",
    "Mit Ihrer E-Mail-Adresse meldet sich hier schon ein anderes Konto an. Bitten Sie einen Admin, jenes zu trennen.",
  ],
  signOnNoRole: [
    "Your groups at the identity provider give you no role here. Ask whoever looks after them.",
    "Ihre Gruppen beim Anmeldedienst geben Ihnen hier keine Rolle. Fragen Sie, wer die Gruppen verwaltet.",
  ],
  signOnNotAgain: [
    "The identity provider did not ask for your password again. Confirm by a password or code of yours here.",
    "Der Anmeldedienst hat nicht noch einmal nach Ihrem Passwort gefragt. Bestätigen Sie mit Passwort oder Code hier.",
  ],
  signOnStranger: [
    "You signed in as somebody else there. Nothing was confirmed.",
    "Sie haben sich dort als jemand anderes angemeldet. Nichts wurde bestätigt.",
  ],
  noSignOn: [
    "They do not sign in by the identity provider.",
    "Diese Person meldet sich nicht über den Anmeldedienst an.",
  ],
  inviteUsed: [
    "This invitation was used or withdrawn already.",
    "Diese Einladung wurde schon benutzt oder zurückgezogen.",
  ],
  linkInvalid: ["This link is not valid.", "Dieser Link ist nicht gültig."],
  linkReplaced: [
    "This link was used, withdrawn or replaced by a newer one.",
    "Dieser Link wurde benutzt, zurückgezogen oder durch einen neueren ersetzt.",
  ],
  linkExpired: [
    "This link has expired. Ask an admin for a new one.",
    "Dieser Link ist abgelaufen. Bitten Sie einen Admin um einen neuen.",
  ],
  setUpUsed: [
    "This link has been used. Sign in instead.",
    "Dieser Link wurde schon benutzt. Melden Sie sich an.",
  ],
  setUpInvalid: [
    "This link is not valid. A newer start of Tandem prints a new one.",
    "Dieser Link ist nicht gültig. Ein neuerer Start von Tandem gibt einen neuen aus.",
  ],
  setUpExpired: [
    "This link has expired. Start Tandem again for a new one.",
    "Dieser Link ist abgelaufen. Starten Sie Tandem neu, um einen neuen zu erhalten.",
  ],
  invitationBad: [
    "This invitation is no good any more. Register without it, or ask for a new one.",
    "Diese Einladung gilt nicht mehr. Registrieren Sie sich ohne sie, oder bitten Sie um eine neue.",
  ],
  registersOtherwise: [
    "Registering works in another way by now. Load this page again.",
    "Die Registrierung läuft inzwischen anders ab. Laden Sie diese Seite neu.",
  ],
  emailTaken: [
    "There is already an account with this e-mail address. Sign in, set a password by e-mail if you have none, or use another address.",
    "Mit dieser E-Mail-Adresse gibt es schon ein Konto. Melden Sie sich an, legen Sie ohne Passwort eines per E-Mail fest, oder nehmen Sie eine andere Adresse.",
  ],
  tokenInvalid: ["This API token is not valid.", "Dieses API-Token ist nicht gültig."],
  tokenLacks: [
    "This API token is not for this: it lacks {right}.",
    "Dieses API-Token ist dafür nicht gedacht: Ihm fehlt {right}.",
  ],
  tokenUnknown: ["No token has this ID.", "Kein Token hat diese ID."],
  tokensFull: [
    "You have {count, number} tokens. Revoke one that you do not need.",
    "Sie haben {count, number} Token. Widerrufen Sie eines, das Sie nicht brauchen.",
  ],
  tokenBeyondRole: [
    "Your role ({role, select, viewer {viewer} support {support} admin {admin} auditor {auditor} other {member}}) may not do all of this.",
    "Ihre Rolle ({role, select, viewer {Lesezugriff} support {Support} admin {Admin} auditor {Revision} other {Mitglied}}) darf nicht all das.",
  ],
  tokenNeedsEnd: [
    "Here every token has an end. Choose one.",
    "Hier hat jedes Token ein Ende. Wählen Sie eines.",
  ],
  tokenCallsTooMany: [
    "Too many calls. Try again in {wait}.",
    "Zu viele Aufrufe. Versuchen Sie es in {wait} noch einmal.",
  ],
  tooManyMails: [
    "Too many mails were asked for. Try again in {wait}.",
    "Es wurden zu viele E-Mails verlangt. Versuchen Sie es in {wait} noch einmal.",
  ],
  passwordLinkBad: [
    "This link is no good any more. Ask for a new one.",
    "Dieser Link gilt nicht mehr. Fordern Sie einen neuen an.",
  ],
  tooManyMailsLately: [
    "A mail was asked for to this address a few minutes ago, and the link in it still works. Look in the mailbox, also among the spam.",
    "An diese Adresse wurde vor ein paar Minuten eine E-Mail verlangt, und der Link darin gilt noch. Sehen Sie im Postfach nach, auch im Spam.",
  ],
  confirmFirst: ["Confirm your e-mail address first.", "Bestätigen Sie zuerst Ihre E-Mail-Adresse."],
  confirmedAlready: ["Your address is confirmed already.", "Ihre Adresse ist schon bestätigt."],
  sameAddress: ["This is your address already.", "Das ist schon Ihre Adresse."],
  otherHasAddress: ["Another account has this address.", "Ein anderes Konto hat diese Adresse."],
  linkOfOther: [
    "This link is for another account. Sign in to that one, and open it again.",
    "Dieser Link gehört zu einem anderen Konto. Melden Sie sich dort an, und öffnen Sie ihn noch einmal.",
  ],
  officeOnly: ["Only our office can change this.", "Das kann nur unsere Geschäftsstelle ändern."],
  typeTheWord: ["Type the word as it stands there.", "Geben Sie das Wort ein, wie es dort steht."],
  passwordElsewhere: [
    "Your password was changed somewhere else just now.",
    "Ihr Passwort wurde gerade an anderer Stelle geändert.",
  ],
  storeDown: [
    "The store cannot be reached. Nothing was changed. You can try again.",
    "Der Speicher ist nicht erreichbar. Nichts wurde geändert. Sie können es noch einmal versuchen.",
  ],
  storeSilent: [
    "The store did not answer. Look whether it was done before you try again.",
    "Der Speicher hat nicht geantwortet. Sehen Sie nach, ob es geschehen ist, bevor Sie es noch einmal versuchen.",
  ],
  couldNotFinish: [
    "The server could not finish this. Look whether it was done before you try again.",
    "Der Server konnte das nicht abschließen. Sehen Sie nach, ob es geschehen ist, bevor Sie es noch einmal versuchen.",
  ],
  couldNotAnswer: [
    "The server could not answer this. You can try again.",
    "Der Server konnte darauf nicht antworten. Sie können es noch einmal versuchen.",
  ],
  otherSite: ["This request came from another site.", "Diese Anfrage kam von einer anderen Website."],
  uploadGone: [
    "The uploaded file is no longer there. Choose it again.",
    "Die hochgeladene Datei ist nicht mehr da. Wählen Sie sie noch einmal.",
  ],
  importRuns: [
    "An import is under way. Wait until it has ended.",
    "Ein Import läuft. Warten Sie, bis er beendet ist.",
  ],
  sayWhy: ["Say why, in at least 3 characters.", "Sagen Sie in mindestens 3 Zeichen, warum."],
  sayMended: [
    "Say what you have mended, in at least 3 characters.",
    "Sagen Sie in mindestens 3 Zeichen, was Sie behoben haben.",
  ],
  chooseSide: ["Choose a side for at least one field.", "Wählen Sie für mindestens ein Feld eine Seite."],
  chooseFile: ["Choose at least one file.", "Wählen Sie mindestens eine Datei."],
  enterEmail: ["Enter your e-mail address.", "Geben Sie Ihre E-Mail-Adresse ein."],
  enterAnEmail: ["Enter an e-mail address.", "Geben Sie eine E-Mail-Adresse ein."],
  fullEmail: [
    "Enter a full e-mail address, such as anna@example.org.",
    "Geben Sie eine vollständige E-Mail-Adresse ein, etwa anna@example.org.",
  ],
  enterPassword: ["Enter your password.", "Geben Sie Ihr Passwort ein."],
  enterTicket: ["Enter the number of the ticket.", "Geben Sie die Ticketnummer ein."],
  enterFirstName: ["Enter your first name.", "Geben Sie Ihren Vornamen ein."],
  enterLastName: ["Enter your last name.", "Geben Sie Ihren Nachnamen ein."],
  enterTheCode: ["Enter the code.", "Geben Sie den Code ein."],
  enterName: ["Enter your name.", "Geben Sie Ihren Namen ein."],
  fillIn: ["Fill this in.", "Füllen Sie das aus."],
  wholeNumber: [
    "Give a whole number from {min} to {max}.",
    "Geben Sie eine ganze Zahl von {min} bis {max} ein.",
  ],
  atLeast: ["Use at least {count} characters.", "Verwenden Sie mindestens {count} Zeichen."],
  atMost: ["Use at most {count} characters.", "Verwenden Sie höchstens {count} Zeichen."],
  atMostShort: ["At most {count} characters.", "Höchstens {count} Zeichen."],
  unseenCharacters: [
    "Leave out characters that cannot be seen.",
    "Lassen Sie Zeichen weg, die man nicht sieht.",
  ],
  phoneForm: [
    "Enter a phone number with its area code, or leave this empty.",
    "Geben Sie eine Telefonnummer mit Vorwahl ein, oder lassen Sie das leer.",
  ],
  acceptTerms: ["Accept the terms to register.", "Stimmen Sie den Bedingungen zu, um sich zu registrieren."],
  passwordsDiffer: ["The two passwords differ.", "Die beiden Passwörter sind verschieden."],
  nameRun: ["Give the run a name.", "Geben Sie dem Lauf einen Namen."],
  nameToken: [
    "Give it a name, so that it is known again.",
    "Geben Sie ihm einen Namen, an dem man es wiedererkennt.",
  ],
  chooseScopes: ["Choose what it is for.", "Wählen Sie, wofür es ist."],
  nameView: ["Give the view a name.", "Geben Sie der Ansicht einen Namen."],
  waitsOrder: [
    "The longest wait must not be shorter than the first one.",
    "Die längste Wartezeit darf nicht kürzer sein als die erste.",
  ],
  timeForm: ["Give a time such as 03:30.", "Geben Sie eine Uhrzeit wie 03:30 an."],
  knownName: ["Give the name that members know.", "Geben Sie den Namen an, den Mitglieder kennen."],
  shorterName: [
    "Give a name of at most 60 characters.",
    "Geben Sie einen Namen mit höchstens 60 Zeichen an.",
  ],
  plainName: [
    "Leave out line breaks and angle brackets.",
    "Lassen Sie Zeilenumbrüche und spitze Klammern weg.",
  ],
  colorForm: ["Give a colour such as #0a7d5a.", "Geben Sie eine Farbe wie #0a7d5a an."],
  pageForm: [
    "Give an address such as https://example.org/privacy.",
    "Geben Sie eine Adresse wie https://example.org/datenschutz an.",
  ],
  shorterAddress: ["Give a shorter address.", "Geben Sie eine kürzere Adresse an."],
  fewerFields: ["Name fewer fields.", "Nennen Sie weniger Felder."],
  fieldsForm: [
    "Give names of fields such as: phone, dateOfBirth.",
    "Nennen Sie Felder wie: phone, dateOfBirth.",
  ],
  fieldsNeeded: [
    "An event’s IDs, its type and its time are needed to apply it: they cannot be left out.",
    "IDs, Typ und Zeit eines Ereignisses werden gebraucht, um es anzuwenden: Sie lassen sich nicht weglassen.",
  ],
} satisfies AllOf<Omit<typeof refusals, keyof typeof whyNot>>);
