import { catalogue } from "../../lib/i18n/catalogue";

export const t = catalogue({
  title: ["Overview", "Übersicht"],
  howFarBack: ["How far back", "Wie weit zurück"],
  range7d: ["7 days", "7 Tage"],
  range30d: ["30 days", "30 Tage"],
  loading: ["Loading the overview", "Die Übersicht wird geladen"],
  failedToLoad: ["The overview could not be loaded", "Die Übersicht ließ sich nicht laden"],
  safety: [
    "Nothing was changed. You can try again.",
    "Nichts wurde geändert. Sie können es noch einmal versuchen.",
  ],
  stale: [
    "This is how it was at {time}. It could not be read again. {message}",
    "So war es um {time}. Es ließ sich nicht neu lesen. {message}",
  ],
  retry: ["Retry", "Noch einmal"],

  everybodyLinked: ["Everybody is linked.", "Alle sind verknüpft."],
  everybodyLinkedText: [
    "Both sides of everybody exist, point at each other and agree.",
    "Bei allen gibt es beide Seiten, sie verweisen aufeinander und stimmen überein.",
  ],
  onlyStrangers: [
    "{count, plural, one {# contact has} other {# contacts have}} no account yet; that is no fault.",
    "{count, plural, one {# Kontakt hat} other {# Kontakte haben}} noch kein Konto; das ist kein Fehler.",
  ],
  beingLinked: [
    "{count, plural, one {# user is} other {# users are}} being linked.",
    "{count, plural, one {# Person wird} other {# Personen werden}} gerade verknüpft.",
  ],
  beingLinkedText: ["Everybody else is linked.", "Alle anderen sind verknüpft."],
  notInStep: [
    "{count, plural, one {# user is} other {# users are}} not in step.",
    "Bei {count, plural, one {# Person} other {# Personen}} stimmen die Seiten nicht überein.",
  ],
  notInStepText: [
    "Nobody has failed. Of these the two sides differ, or do not know each other.",
    "Niemand ist fehlgeschlagen. Die beiden Seiten weichen ab oder kennen einander nicht.",
  ],
  worseText: [
    "Begin with those in conflict ({conflict, number}) and the broken ({broken, number}).",
    "Beginnen Sie mit Konflikt ({conflict, number}) und defekt ({broken, number}).",
  ],
  waiting: [
    "{count, plural, one {# user waits} other {# users wait}} for the backend.",
    "{count, plural, one {# Person wartet} other {# Personen warten}} auf das Backend.",
  ],
  waitingText: [
    "Since {since}. Tandem tries again by itself, and nothing is lost.",
    "Seit {since}. Tandem versucht es von selbst noch einmal, nichts geht verloren.",
  ],
  failed: [
    "{count, plural, one {# user has} other {# users have}} failed.",
    "Bei {count, plural, one {# Person} other {# Personen}} ist der Abgleich fehlgeschlagen.",
  ],
  failedText: [
    "The first since {since}. Nothing more happens to them until somebody acts.",
    "Zuerst {since}. Es geschieht nichts mehr, bis jemand eingreift.",
  ],

  states: ["Link states", "Zustände"],
  oldest: ["oldest", "ältester"],
  nobody: ["nobody", "niemand"],
  usersInState: [
    "{state}: {count, plural, one {# user} other {# users}}",
    "{state}: {count, plural, one {# Person} other {# Personen}}",
  ],

  failures: ["Failures by cause", "Fehler nach Ursache"],
  nobodyFailed: ["Nobody has failed.", "Niemand ist fehlgeschlagen."],
  retryAll: ["Retry all {count, number}", "Alle {count, number} erneut"],
  usersSince: [
    "{count, plural, one {# user} other {# users}}, the first since {since}",
    "{count, plural, one {# Person} other {# Personen}}, zuerst {since}",
  ],
  triedAgain: ["Tandem tries again by itself.", "Tandem versucht es von selbst noch einmal."],
  adviceTransient: [
    "It may have passed: retry when the backend answers again.",
    "Vielleicht ist es vorbei: erneut versuchen, wenn das Backend wieder antwortet.",
  ],
  advicePermanent: [
    "Trying again alone does not help: look at one of them first.",
    "Ein neuer Versuch allein hilft nicht: zuerst eine der Personen ansehen.",
  ],
  adviceKey: [
    "The key must be put right in the settings first.",
    "Zuerst muss der Schlüssel in den Einstellungen stimmen.",
  ],

  now: ["At this moment", "In diesem Augenblick"],
  queue: ["Queue", "Warteschlange"],
  queueEmpty: ["Empty: no job waits.", "Leer: kein Auftrag wartet."],
  queueOpen: [
    "{count} open {jobs, plural, one {job} other {jobs}}",
    "{count} {jobs, plural, one {offener Auftrag} other {offene Aufträge}}",
  ],
  oldestJob: ["Oldest job", "Ältester Auftrag"],
  none: ["none", "keiner"],
  breaker: ["Breaker", "Sicherung"],
  breakerClosed: ["Closed: calls go through.", "Geschlossen: Aufrufe gehen durch."],
  breakerPaused: [
    "Paused: the backend refuses Tandem’s key.",
    "Angehalten: Das Backend lehnt den Schlüssel ab.",
  ],
  calls: ["Calls", "Aufrufe"],
  callsBudget: [
    "{tokens, number} may be made at once, {perMinute, number} a minute",
    "{tokens, number} sofort möglich, {perMinute, number} je Minute",
  ],
  callsWaiting: [
    "{tokens, number} may be made at once, {perMinute, number} a minute; {waiting, plural, one {# waits} other {# wait}} for a turn",
    "{tokens, number} sofort möglich, {perMinute, number} je Minute; {waiting, plural, one {# wartet} other {# warten}}",
  ],
  webhooks: ["Webhooks", "Webhooks"],
  noWebhook: ["None has come yet.", "Noch keiner gekommen."],
  lastWebhook: ["Last one", "Zuletzt"],
  usualGap: ["usually at most {gap} apart", "sonst höchstens {gap} Abstand"],
  unknown: ["Tandem has not said.", "Tandem hat nichts gesagt."],

  attempts: ["Sync attempts", "Abgleichversuche"],
  succeeded: ["succeeded", "gelungen"],
  failedAttempts: ["failed", "fehlgeschlagen"],
  attemptsShare: [
    "{share} of {count, plural, one {# attempt} other {# attempts}} succeeded",
    "{share} von {count, plural, one {# Versuch} other {# Versuchen}} gelungen",
  ],
  noAttempts: ["Nothing was tried in this time.", "In dieser Zeit wurde nichts versucht."],
  webhooksShare: [
    "{share} of {count, plural, one {# webhook} other {# webhooks}} taken in",
    "{share} von {count, plural, one {# Webhook} other {# Webhooks}} angenommen",
  ],
  noWebhooks: ["No webhook came in this time.", "In dieser Zeit kam kein Webhook."],
  toLog: ["Deliveries", "Zustellungen"],

  convergence: ["How fast people are linked", "Wie schnell verknüpft wird"],
  within60s: ["within 60 s", "binnen 60 s"],
  within5min: ["within 5 min", "binnen 5 min"],
  within1h: ["within 1 h", "binnen 1 h"],
  convergenceOf: [
    "Of {asked, plural, one {# registration or resync} other {# registrations and resyncs}}, runs left out. {waiting, plural, =0 {Nobody waits} one {# waits} other {# wait}} still, {gaveUp, number} failed.",
    "Von {asked, plural, one {# Registrierung oder Abgleich} other {# Registrierungen und Abgleichen}}, ohne Läufe. {waiting, plural, =0 {Niemand wartet} one {# wartet} other {# warten}} noch, {gaveUp, number} fehlgeschlagen.",
  ],
  nobodyAsked: [
    "Nobody was to be linked in this time, runs left out.",
    "In dieser Zeit war niemand zu verknüpfen, Läufe nicht gezählt.",
  ],

  drift: ["Drift", "Abweichungen"],
  noSweep: ["No sweep has ended yet.", "Noch kein Prüflauf ist zu Ende."],
  lastSweeps: [
    "in {count, plural, one {the last sweep} other {the last # sweeps}}",
    "in {count, plural, one {dem letzten Prüflauf} other {den letzten # Prüfläufen}}",
  ],
  toReconcile: ["Reconcile", "Prüfen"],

  noUsers: ["Nobody is here yet", "Noch niemand da"],
  noUsersText: [
    "Import a Convex snapshot and the CRM’s contacts, or register someone in the portal. From then on this page says how everybody is.",
    "Importieren Sie einen Convex-Stand und die Kontakte des CRM, oder registrieren Sie jemanden im Portal. Von da an steht hier, wie es allen geht.",
  ],
  import: ["Import two exports", "Zwei Exporte importieren"],
  register: ["Register someone in the portal", "Jemanden im Portal registrieren"],
});
