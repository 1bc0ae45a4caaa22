import { catalogue } from "../../lib/i18n/catalogue";

/** What each setting is called. */
export const settingTitle = catalogue({
  "organization.name": ["Name", "Name"],
  "organization.color": ["Colour", "Farbe"],
  "organization.termsUrl": ["Terms of use", "Nutzungsbedingungen"],
  "organization.privacyUrl": ["Privacy notice", "Datenschutzerklärung"],
  "organization.tellsTaken": ["Say that an address is taken", "Sagen, dass eine Adresse vergeben ist"],
  "gate.breaker.failures": ["Failures in a row", "Fehler in Folge"],
  "gate.breaker.coolDownMs": ["First wait", "Erste Wartezeit"],
  "gate.breaker.longestCoolDownMs": ["Longest wait", "Längste Wartezeit"],
  "gate.ratePerMinute": ["Calls per minute", "Aufrufe pro Minute"],
  "gate.burst": ["Calls at once", "Aufrufe auf einmal"],
  "gate.concurrency": ["Jobs side by side", "Aufträge nebeneinander"],
  "reconcile.hotEveryMinutes": ["Sweep of what needs care", "Prüflauf der Sorgenfälle"],
  "reconcile.changesEveryMinutes": ["Sweep of changes", "Prüflauf der Änderungen"],
  "reconcile.fullDailyAt": ["Full sweep", "Voller Prüflauf"],
  "reconcile.silenceMinHours": ["Silence alarm", "Alarm bei Stille"],
  "fieldOwnership.email": ["Owner of the e-mail", "Vorrang bei der E-Mail"],
  "fieldOwnership.firstName": ["Owner of the first name", "Vorrang beim Vornamen"],
  "fieldOwnership.lastName": ["Owner of the last name", "Vorrang beim Nachnamen"],
  "fieldOwnership.phone": ["Owner of the phone", "Vorrang beim Telefon"],
  "webhooks.keepContentDays": ["Keep content", "Inhalt aufbewahren"],
  "webhooks.redactFields": ["Leave out fields", "Felder weglassen"],
  "access.sessionHours": ["Longest session", "Längste Sitzung"],
  "access.idleMinutes": ["Idle session", "Untätige Sitzung"],
  "access.secondFactorForAdmins": ["Second factor for admins", "Zweiter Faktor für Admins"],
  "approval.over": ["Soft-delete and archive", "Stilllegen und Archivieren"],
  "approval.harmlessOver": ["Other runs and replays", "Andere Läufe und Wiederholungen"],
  "approval.expiresAfterHours": ["Time to approve", "Zeit zur Freigabe"],
  "approval.changedPercent": ["Allowed change", "Erlaubte Änderung"],
  "retention.deletedDays": ["Restorable for", "Wiederherstellbar"],
  "access.endlessTokens": ["API tokens without an end", "API-Tokens ohne Ablauf"],
  "access.revealsPerHour": ["Values a viewer may look at", "Werte, die Lesende ansehen dürfen"],
});

/** What each other setting does. */
export const settingHelp = catalogue({
  "organization.name": [
    "As members know you: on every page of the portal and in every mail to them.",
    "Wie Mitglieder Sie kennen: auf jeder Seite des Portals und in jeder E-Mail an sie.",
  ],
  "organization.color": [
    "Of links and buttons in the portal, such as #0a7d5a. How light it is stays Tandem’s affair, so that everybody can read it. Empty: blue.",
    "Von Links und Knöpfen im Portal, etwa #0a7d5a. Wie hell sie ist, bestimmt Tandem, damit alle sie lesen können. Leer: Blau.",
  ],
  "organization.termsUrl": [
    "Where they are to be read by whoever registers. Empty: no link.",
    "Wo sie lesen kann, wer sich registriert. Leer: kein Link.",
  ],
  "organization.privacyUrl": [
    "Where it is to be read by whoever registers. Empty: no link.",
    "Wo sie lesen kann, wer sich registriert. Leer: kein Link.",
  ],
  "organization.tellsTaken": [
    "On: who registers again is told so at once. Off: nobody learns who has an account; whoever registers sets their password by a link in a mail.",
    "An: Wer sich noch einmal registriert, erfährt es sofort. Aus: Niemand erfährt, wer ein Konto hat; wer sich registriert, legt das Passwort über einen Link in einer E-Mail fest.",
  ],
  "gate.breaker.failures": [
    "After so many failed calls in a row the backend is left alone for a while.",
    "Nach so vielen gescheiterten Aufrufen in Folge lässt Tandem das Backend eine Weile in Ruhe.",
  ],
  "gate.breaker.coolDownMs": [
    "How long the backend is left alone before one call tries whether it is back. Doubles each time it is not.",
    "Wie lange das Backend Ruhe hat, bevor ein Aufruf prüft, ob es wieder da ist. Verdoppelt sich, solange es fehlt.",
  ],
  "gate.breaker.longestCoolDownMs": [
    "The wait does not grow beyond this, so a backend that is back is found this late at most.",
    "Länger wird nicht gewartet: Ein Backend, das wieder da ist, wird spätestens nach dieser Zeit bemerkt.",
  ],
  "gate.ratePerMinute": [
    "The most calls each Tandem server makes to the backend on average. Runs take longer with fewer.",
    "Wie oft jeder Tandem-Server das Backend im Schnitt höchstens aufruft. Mit weniger dauern Läufe länger.",
  ],
  "gate.burst": [
    "How many calls may follow each other without a pause after a quiet time.",
    "Wie viele Aufrufe nach einer ruhigen Zeit ohne Pause aufeinander folgen dürfen.",
  ],
  "gate.concurrency": [
    "How many jobs each server runs at the same time.",
    "Wie viele Aufträge jeder Server gleichzeitig bearbeitet.",
  ],
  "reconcile.hotEveryMinutes": [
    "How often the CRM is asked one by one for contacts that are pending, failed, drifted or broken, or were heard of lately.",
    "Wie oft das CRM einzeln nach Kontakten gefragt wird, die warten, fehlgeschlagen, abweichend oder defekt sind oder von denen kürzlich zu hören war.",
  ],
  "reconcile.changesEveryMinutes": [
    "How often the CRM is asked what has changed, to find changes of which no webhook came.",
    "Wie oft das CRM gefragt wird, was sich geändert hat, um Änderungen zu finden, zu denen kein Webhook kam.",
  ],
  "reconcile.fullDailyAt": [
    "When every contact of the CRM is read once a day, in UTC. Only this sweep finds what is gone.",
    "Wann einmal am Tag jeder Kontakt des CRM gelesen wird, in UTC. Nur dieser Prüflauf findet, was verschwunden ist.",
  ],
  "reconcile.silenceMinHours": [
    "The shortest time without any webhook that is worth an alarm.",
    "Die kürzeste Zeit ganz ohne Webhooks, die einen Alarm wert ist.",
  ],
  "webhooks.keepContentDays": [
    "After so long the content of a webhook is removed. Its record, what it changed and its SHA-256 stay; it cannot be replayed any more.",
    "Danach wird der Inhalt eines Webhooks entfernt. Sein Eintrag, was er geändert hat, und sein SHA-256 bleiben; erneut anwenden lässt er sich dann nicht mehr.",
  ],
  "webhooks.redactFields": [
    "Fields whose values are applied but never kept in the log, separated by commas. The SHA-256 is of the original.",
    "Felder, deren Werte angewendet, aber nie im Protokoll aufbewahrt werden, durch Kommas getrennt. Der SHA-256 gilt dem Original.",
  ],
  "access.sessionHours": [
    "After so long an operator signs in again, whatever they are doing.",
    "Danach meldet man sich neu an, auch mitten in der Arbeit.",
  ],
  "access.idleMinutes": [
    "A session in which nobody does anything for so long ends.",
    "Eine Sitzung, in der so lange niemand etwas tut, endet.",
  ],
  "access.secondFactorForAdmins": [
    "An admin without one can do nothing at the desk until they have set it up.",
    "Ein Admin ohne zweiten Faktor kommt an den Arbeitsplatz erst, wenn er ihn eingerichtet hat.",
  ],
  "approval.over": [
    "A run that takes something from more users than this waits until a second admin has approved it.",
    "Ein Lauf, der mehr Nutzern als so vielen etwas nimmt, wartet, bis ein zweiter Admin ihn freigibt.",
  ],
  "approval.harmlessOver": [
    "The same for every other run, and for runs of replayed webhooks.",
    "Dasselbe für jeden anderen Lauf und für Läufe, die Webhooks wiederholen.",
  ],
  "approval.expiresAfterHours": [
    "A run that nobody has approved by then expires.",
    "Ein Lauf, den bis dahin niemand freigegeben hat, läuft ab.",
  ],
  "approval.changedPercent": [
    "An approved run is not started when the plan has become another one for more users than this.",
    "Ein freigegebener Lauf beginnt nicht, wenn der Plan für mehr Nutzer als diese nicht mehr stimmt.",
  ],
  "retention.deletedDays": [
    "For so long after a soft-delete somebody can be restored; then everything personal is purged, for good. A shorter time also takes everybody whose time is then over.",
    "So lange nach dem Stilllegen lässt sich jemand wiederherstellen; danach wird alles Persönliche endgültig gelöscht. Wird die Frist kürzer, trifft es auch alle, deren Frist damit vorbei ist.",
  ],
  "access.endlessTokens": [
    "Off: every token has an end, and those without one stop at once.",
    "Aus: Jedes Token läuft ab, und die ohne Ablauf gelten sofort nicht mehr.",
  ],
  "access.revealsPerHour": [
    "Of those they see masked, in an hour; each is in the audit. 0: none.",
    "Von denen, die sie verdeckt sehen, in einer Stunde; jeder steht im Protokoll. 0: keinen.",
  ],
});

export const t = catalogue({
  settings: ["Settings", "Einstellungen"],
  general: ["General", "Allgemein"],
  operators: ["Operators", "Team"],
  tokens: ["API tokens", "API-Tokens"],
  mayChange: ["change settings; an admin may", "Einstellungen ändern (das darf ein Admin)"],
  shownHolds: ["Shown is what holds now.", "Zu sehen ist, was gerade gilt."],
  neverChanged: ["Nobody has changed a setting yet.", "Noch niemand hat eine Einstellung geändert."],
  lastChanged: ["Last changed by {who}, <when></when>.", "Zuletzt <when></when> von {who} geändert."],
  notLoaded: ["The settings could not be loaded", "Die Einstellungen ließen sich nicht laden"],
  notLoadedSafety: [
    "They hold all the same. You can try again.",
    "Sie gelten trotzdem. Sie können es noch einmal versuchen.",
  ],
  loading: ["Loading the settings", "Die Einstellungen werden geladen"],
  organization: ["Portal", "Portal"],
  organizationIntro: [
    "Whose portal it is, for the people who register there.",
    "Wessen Portal es ist, für die Menschen, die sich dort registrieren.",
  ],
  gate: ["Backend gate", "Zugang zum Backend"],
  gateIntro: [
    "How hard Tandem leans on the backend, and when it leaves it alone. Each Tandem server keeps to it by itself.",
    "Wie sehr Tandem das Backend beansprucht und wann es das Backend in Ruhe lässt. Jeder Tandem-Server hält sich für sich daran.",
  ],
  reconcile: ["Reconcile", "Prüfen"],
  reconcileIntro: [
    "When sweeps begin by themselves, and how long a silence of the backend is worth an alarm.",
    "Wann Prüfläufe von selbst beginnen und ab welcher Stille des Backends Tandem Alarm schlägt.",
  ],
  ownership: ["Owners of fields", "Vorrang der Felder"],
  ownershipIntro: [
    "Whose value counts where the two sides differ. What only one side has is always kept. When an owner changes, runs that write these fields and were planned before stop, and say so.",
    "Wessen Wert gilt, wo die beiden Seiten voneinander abweichen. Was nur eine Seite hat, bleibt immer. Ändert sich ein Vorrang, halten früher geplante Läufe, die diese Felder schreiben, an und sagen es.",
  ],
  webhooks: ["Webhooks", "Webhooks"],
  webhooksIntro: [
    "How long the content of webhooks is kept, and what of it is never kept at all.",
    "Wie lange der Inhalt von Webhooks aufbewahrt wird und was davon nie.",
  ],
  minutes: ["minutes", "Minuten"],
  hours: ["hours", "Stunden"],
  days: ["days", "Tage"],
  off: ["off", "aus"],
  on: ["on", "an"],
  access: ["Signing in", "Anmeldung"],
  accessIntro: [
    "How long operators stay signed in, and what proves who they are.",
    "Wie lange das Team angemeldet bleibt und womit man sich ausweist.",
  ],
  retention: ["Deleted users", "Stillgelegte Nutzer"],
  retentionIntro: [
    "How long soft-deleted users can come back before nothing is kept of them.",
    "Wie lange stillgelegte Nutzer zurückkommen können, bevor nichts mehr von ihnen bleibt.",
  ],
  approval: ["Second admin", "Zweiter Admin"],
  approvalIntro: [
    "Which runs need the approval of another admin before they start. What waits already keeps the terms it was asked for under.",
    "Welche Läufe ein anderer Admin freigeben muss, bevor sie beginnen. Was schon wartet, behält die Bedingungen, unter denen es angefragt wurde.",
  ],
  asksForSecond: ["asks for a second admin", "verlangt einen zweiten Admin"],
  asksForSecondOf: ["{setting}: asks for a second admin", "{setting}: verlangt einen zweiten Admin"],
  none: ["none", "keine"],
  notKnown: ["could not be asked", "ließ sich nicht erfragen"],
  begins: ["begins by itself", "beginnt von selbst"],
  beginsOf: ["{setting}: begins by itself", "{setting}: beginnt von selbst"],
  notSaved: ["not saved", "nicht gespeichert"],
  unsaved: ["Unsaved changes", "Ungespeicherte Änderungen"],
  notSavedYet: [
    "{count, plural, one {# change} other {# changes}} not saved. This server follows at once, others within seconds.",
    "{count, plural, one {# Änderung} other {# Änderungen}} nicht gespeichert. Dieser Server folgt sofort, andere binnen Sekunden.",
  ],
  undo: ["Undo", "Verwerfen"],
  discardTitle: ["Discard changes?", "Änderungen verwerfen?"],
  discardText: [
    "{count, plural, one {# change to the settings is} other {# changes to the settings are}} not saved and would be lost.",
    "{count, plural, one {# Änderung an den Einstellungen ist nicht gespeichert und ginge} other {# Änderungen an den Einstellungen sind nicht gespeichert und gingen}} verloren.",
  ],
  discard: [
    "Discard {count, plural, one {# change} other {# changes}}",
    "{count, plural, one {# Änderung} other {# Änderungen}} verwerfen",
  ],
  stay: ["Stay here", "Hier bleiben"],
  save: [
    "Save {count, plural, one {# setting} other {# settings}}",
    "{count, plural, one {# Einstellung} other {# Einstellungen}} speichern",
  ],
  nothingSaved: [
    "Nothing was saved; what you typed is still here.",
    "Nichts wurde gespeichert; Ihre Eingaben sind noch da.",
  ],
  lookFirst: [
    "Look first at what somebody else has changed.",
    "Sehen Sie sich erst an, was jemand anders geändert hat.",
  ],
  somebody: ["Somebody", "Jemand"],
  overtaken: [
    "{who} has changed {count, plural, one {# setting} other {# settings}} <when></when>. Nothing of yours is saved yet; what you typed stays.",
    "{who} hat <when></when> {count, plural, one {# Einstellung} other {# Einstellungen}} geändert. Von Ihnen ist noch nichts gespeichert; Ihre Eingaben bleiben.",
  ],
  loadTheirs: ["Load theirs, keep mine", "Deren laden, meine behalten"],
  became: [
    "{setting}: {before} became <new>{after}</new>",
    "{setting}: aus {before} wurde <new>{after}</new>",
  ],
  youTyped: ["; you typed {value}", "; Sie haben {value} eingegeben"],
  backendNow: ["Backend now", "Das Backend jetzt"],
  testConnection: ["Test connection", "Verbindung testen"],
  connection: ["Connection", "Verbindung"],
  notTested: ["The connection was not tested.", "Die Verbindung wurde nicht getestet."],
  work: ["Work", "Arbeit"],
  breaker: ["Breaker", "Sicherung"],
  calls: ["Calls", "Aufrufe"],
  workPaused: [
    "<bad>Paused</bad> <when></when>: {cause} Nothing is sent, and nothing is lost.",
    "<bad>Angehalten</bad> <when></when>: {cause} Nichts wird gesendet, und nichts geht verloren.",
  ],
  letGoOn: ["Let work go on", "Arbeit fortsetzen"],
  workGoesOn: ["Goes on.", "Läuft."],
  resumedBy: ["{who} let it go on <when></when>.", "Fortgesetzt <when></when> von {who}."],
  breakerClosed: ["Closed: calls go through.", "Geschlossen: Aufrufe gehen durch."],
  breakerOpen: [
    "<warn>Open</warn>. {cause} {next} Nothing is lost.<when></when>",
    "<warn>Offen</warn>. {cause} {next} Nichts geht verloren.<when></when>",
  ],
  breakerOpenSince: [
    "<warn>Open</warn> since <when></when>. {cause} {next} Nothing is lost.",
    "<warn>Offen</warn>, <when></when> ausgelöst. {cause} {next} Nichts geht verloren.",
  ],
  aboutToTry: ["One call is about to try.", "Ein Aufruf versucht es gleich."],
  nextTry: ["Next try {when}.", "Nächster Versuch {when}."],
  rate: [
    "At most {perMinute, number} a minute; {atOnce, number} may be made at once{waiting, plural, =0 {} other {, # wait for their turn}}.",
    "Höchstens {perMinute, number} pro Minute; {atOnce, number} sofort möglich{waiting, plural, =0 {} one {, einer wartet} other {, # warten}}.",
  ],
  heldUntil: [
    "The backend asked everybody to wait; it goes on {when}.",
    "Das Backend bittet alle zu warten; weiter geht es {when}.",
  ],
});
