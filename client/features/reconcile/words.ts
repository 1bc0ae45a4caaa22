import { catalogue } from "../../lib/i18n/catalogue";

/** What each kind of sweep is called. */
export const kindTitle = catalogue({
  changes: ["Changes", "Änderungen"],
  hot: ["What needs care", "Sorgenfälle"],
  full: ["Full", "Voll"],
});

export const kindDoes = catalogue({
  changes: [
    "Reads what the CRM says has changed since the last sweep, and finds changes of which no webhook came.",
    "Liest, was sich laut CRM seit dem letzten Prüflauf geändert hat, und findet Änderungen, zu denen kein Webhook kam.",
  ],
  hot: [
    "Looks up one by one who is not well, or was heard of in the last hours.",
    "Sieht einzeln nach, wem etwas fehlt oder von wem in den letzten Stunden zu hören war.",
  ],
  full: [
    "Reads every contact of the CRM and compares. Only this sweep finds who is gone.",
    "Liest jeden Kontakt des CRM und vergleicht. Nur dieser Prüflauf findet, wer verschwunden ist.",
  ],
});

/** What each kind of sweep asks of the backend. */
export const kindCosts = catalogue({
  changes: ["One call per 100 changed contacts.", "Ein Aufruf je 100 geänderte Kontakte."],
  hot: ["One call per person, a few hundred at most.", "Ein Aufruf je Person, höchstens ein paar Hundert."],
  full: ["One call per 100 contacts.", "Ein Aufruf je 100 Kontakte."],
});

export const phaseWords = catalogue({
  reading: ["Reading the CRM", "Das CRM wird gelesen"],
  comparing: ["Comparing with the mirror", "Vergleich mit dem Spiegel"],
  confirming: ["Asking for each missing contact by its ID", "Jeder fehlende Kontakt wird einzeln abgefragt"],
});

export const stateWord = catalogue({
  running: ["running", "läuft"],
  quarantined: ["in quarantine", "in Quarantäne"],
  done: ["done", "fertig"],
  failed: ["failed", "fehlgeschlagen"],
  cancelled: ["cancelled", "abgebrochen"],
  discarded: ["discarded", "verworfen"],
});

/** What each kind of finding is called. */
export const findingTitle = catalogue({
  drifted: ["New drift", "Neue Abweichung"],
  broken: ["Broken", "Defekt"],
  crm_only: ["CRM only", "Nur CRM"],
  unlinked: ["Unlinked", "Unverknüpft"],
  conflict: ["Conflict", "Konflikt"],
  healed: ["Healed", "Geheilt"],
  missed: ["Missed webhooks", "Verpasste Webhooks"],
  absent: ["Not met", "Nicht angetroffen"],
  gone: ["Gone", "Verschwunden"],
});

export const findingMeans = catalogue({
  drifted: [
    "Linked people whose fields have come to differ.",
    "Verknüpfte Personen, deren Felder inzwischen abweichen.",
  ],
  broken: [
    "Accounts whose contact is gone or archived.",
    "Konten, deren Kontakt verschwunden oder archiviert ist.",
  ],
  crm_only: ["Contacts that have no account.", "Kontakte ohne Konto."],
  unlinked: [
    "Two sides that match, but do not store each other’s ID.",
    "Zwei Seiten, die zusammenpassen, aber nicht die ID der anderen speichern.",
  ],
  conflict: [
    "IDs that disagree, or a match that is ambiguous.",
    "IDs, die sich widersprechen, oder eine mehrdeutige Zuordnung.",
  ],
  healed: [
    "People who were not linked before and are now.",
    "Personen, die vorher nicht verknüpft waren und es jetzt sind.",
  ],
  missed: ["Changes in the CRM of which no webhook came.", "Änderungen im CRM, zu denen kein Webhook kam."],
  absent: [
    "Contacts of the mirror that the CRM did not list, not yet known to be gone.",
    "Kontakte des Spiegels, die das CRM nicht aufgeführt hat; ob sie fort sind, ist noch offen.",
  ],
  gone: [
    "Contacts that the CRM does not have any more. They have left the mirror.",
    "Kontakte, die das CRM nicht mehr hat. Sie sind aus dem Spiegel entfernt.",
  ],
});

/** What is said where nothing of the kind was found. */
export const findingNobody = catalogue({
  drifted: ["Nobody has drifted.", "Niemand weicht neu ab."],
  broken: ["No link has broken.", "Keine Verknüpfung ist defekt geworden."],
  crm_only: ["No contact was found without an account.", "Kein Kontakt ohne Konto gefunden."],
  unlinked: [
    "Nobody was found to match without a link.",
    "Niemand gefunden, der zusammenpasst und nicht verknüpft ist.",
  ],
  conflict: ["No new conflict.", "Kein neuer Konflikt."],
  healed: ["Nobody was healed.", "Niemand wurde geheilt."],
  missed: ["Every change had come as a webhook.", "Jede Änderung war als Webhook gekommen."],
  absent: ["Every contact of the mirror was met.", "Jeder Kontakt des Spiegels wurde angetroffen."],
  gone: ["No contact is gone.", "Kein Kontakt ist verschwunden."],
});

export const t = catalogue({
  reconcile: ["Reconcile", "Prüfen"],
  mayDecide: [
    "start, stop or decide about sweeps; an admin may",
    "Prüfläufe starten, abbrechen oder entscheiden (das darf ein Admin)",
  ],
  sweepRuns: [
    "A sweep is running. Start another when it has ended.",
    "Ein Prüflauf ist im Gang. Starten Sie den nächsten, wenn er zu Ende ist.",
  ],
  lastSweeps: ["Last sweeps", "Letzte Prüfläufe"],
  sweeps: ["Sweeps", "Prüfläufe"],
  sweepKinds: ["Kinds of sweep", "Arten von Prüflauf"],
  allSweeps: ["All sweeps", "Alle Prüfläufe"],
  runningSweep: ["Running sweep", "Laufender Prüflauf"],
  startedBy: ["by {who}, <when></when>", "<when></when> von {who}"],
  cancelSweep: ["Cancel sweep", "Prüflauf abbrechen"],
  startASweep: ["Start a sweep", "Einen Prüflauf starten"],
  startSweep: ["Start sweep", "Starten"],
  startSweepOf: ["Start sweep: {kind}", "Prüflauf starten: {kind}"],
  notStarted: ["No sweep was started.", "Kein Prüflauf wurde gestartet."],
  lastRead: [
    "The last one read {count, plural, one {# contact} other {# contacts}}.",
    "Der letzte las {count, plural, one {# Kontakt} other {# Kontakte}}.",
  ],
  notByItself: ["not by itself", "nicht von selbst"],
  dueNow: ["by itself: due now", "von selbst: jetzt fällig"],
  byItself: ["by itself {when}", "von selbst {when}"],
  sweepNotLoaded: ["This sweep could not be loaded", "Dieser Prüflauf ließ sich nicht laden"],
  sweepNotLoadedSafety: [
    "The sweep goes on all the same. You can try again.",
    "Er geht trotzdem weiter. Sie können es noch einmal versuchen.",
  ],
  loadingSweep: ["Loading this sweep", "Der Prüflauf wird geladen"],
  loadingSweeps: ["Loading sweeps", "Die Prüfläufe werden geladen"],
  sweepsNotLoaded: ["The sweeps could not be loaded", "Die Prüfläufe ließen sich nicht laden"],
  sweepsNotLoadedSafety: [
    "Sweeps go on all the same. You can try again.",
    "Prüfläufe gehen trotzdem weiter. Sie können es noch einmal versuchen.",
  ],
  noSweep: ["No sweep yet", "Noch kein Prüflauf"],
  noSweepOfKind: ["No sweep of this kind yet", "Noch kein Prüflauf dieser Art"],
  noSweepHelp: [
    "A sweep reads the CRM’s contacts and finds what has come apart. They begin by themselves, or above.",
    "Ein Prüflauf liest die Kontakte des CRM und findet, was auseinandergelaufen ist. Er beginnt von selbst oder oben.",
  ],
  earlierSweeps: ["Show earlier sweeps", "Frühere Prüfläufe zeigen"],
  readSoFar: ["{count, number} read", "{count, number} gelesen"],
  readIn: ["{count, number} read in {time}", "{count, number} gelesen in {time}"],
  waitsForDecision: [
    "{count, number} not met; waits for a decision",
    "{count, number} nicht angetroffen; wartet auf eine Entscheidung",
  ],
  nothingNew: ["Nothing new", "Nichts Neues"],
  sweepOf: ["Sweep: {kind}", "Prüflauf: {kind}"],
  progressOf: ["Progress of the sweep “{kind}”", "Fortschritt des Prüflaufs „{kind}“"],
  contacts: [
    "{count, plural, one {# contact} other {# contacts}}",
    "{count, plural, one {# Kontakt} other {# Kontakte}}",
  ],
  differentSoFar: ["{count, number} different", "{count, number} verschieden"],
  reconnecting: ["reconnecting, it goes on meanwhile", "Verbindung wird neu aufgebaut, er läuft weiter"],
  sweepFailed: ["The sweep failed.", "Der Prüflauf ist fehlgeschlagen."],
  sweepFailedSafety: [
    "What it had read by then stays in the mirror; nobody was marked as gone. You can start another.",
    "Was er bis dahin gelesen hat, bleibt im Spiegel; niemand wurde als verschwunden markiert. Sie können einen neuen starten.",
  ],
  appliedBy: ["Applied by {who}, <when></when>", "Angewendet <when></when> von {who}"],
  discardedBy: ["Discarded by {who}, <when></when>", "Verworfen <when></when> von {who}"],
  quoted: [": “{reason}”", ": „{reason}“"],
  read: ["read", "gelesen"],
  copyOnly: [
    "{count, plural, one {One contact was} other {{count, number} contacts were}} different from the mirror, which is up to date again. That changed nobody’s link.",
    "{count, plural, one {Ein Kontakt wich} other {{count, number} Kontakte wichen}} vom Spiegel ab, der jetzt wieder stimmt. An niemandes Verknüpfung hat das etwas geändert.",
  ],
  different: ["different", "verschieden"],
  unreadable: ["unreadable", "unlesbar"],
  inMirror: ["in the mirror", "im Spiegel"],
  notMet: ["not met", "nicht angetroffen"],
  took: ["took", "Dauer"],
  waits: ["Waits: {why}", "Wartet: {why}"],
  ofItself: ["by itself", "von selbst"],
  goesOn: ["It goes on {when}.", "Weiter geht es {when}."],
  adminHasTo: ["An admin has to let work go on.", "Ein Admin muss die Arbeit fortsetzen."],
  askedToWait: [
    "The backend asked Tandem to wait. It goes on in {left}.",
    "Das Backend hat Tandem gebeten zu warten. Weiter geht es in {left}.",
  ],
  findings: ["Findings", "Befunde"],
  findingKinds: ["Kinds of finding", "Arten von Befund"],
  loadingFindings: ["Loading findings", "Die Befunde werden geladen"],
  findingsNotLoaded: ["The findings could not be loaded", "Die Befunde ließen sich nicht laden"],
  noneYet: ["Nothing of this kind yet.", "Noch nichts dieser Art."],
  noName: ["No name", "Ohne Namen"],
  noRow: ["The contact has no row any more.", "Der Kontakt hat keine Zeile mehr."],
  became: ["became", "wurde"],
  changedInCrm: ["changed in the CRM <when></when>", "im CRM geändert <when></when>"],
  quarantine: ["Quarantine", "Quarantäne"],
  quarantineStopped: ["A full sweep has stopped in quarantine.", "Ein voller Prüflauf steht in Quarantäne."],
  quarantineWays: [
    "Apply asks the CRM for each of them by its ID first, and marks only those it does not have. Discard leaves the mirror as it is; the next full sweep looks again.",
    "Anwenden fragt das CRM erst einzeln nach jedem und markiert nur, wen es nicht hat. Verwerfen lässt den Spiegel, wie er ist; der nächste volle Prüflauf sieht wieder nach.",
  ],
  notMetWhy: [
    "{notMet, number} contacts were not met. That is more than {most, number} or {share, number}% of the mirror, so the CRM may have been only half there. Nobody was marked as gone.",
    "{notMet, number} Kontakte wurden nicht angetroffen. Das sind mehr als {most, number} oder {share, number} % des Spiegels; vielleicht war das CRM nur halb da. Niemand wurde als verschwunden markiert.",
  ],
  notMetOf: [
    "{notMet, number} of {mirrored, number} contacts were not met. That is more than {most, number} or {share, number}% of the mirror, so the CRM may have been only half there. Nobody was marked as gone.",
    "{notMet, number} von {mirrored, number} Kontakten wurden nicht angetroffen. Das sind mehr als {most, number} oder {share, number} % des Spiegels; vielleicht war das CRM nur halb da. Niemand wurde als verschwunden markiert.",
  ],
  applyTo: [
    "Apply to {count, plural, one {# contact} other {# contacts}}",
    "Auf {count, plural, one {# Kontakt} other {# Kontakte}} anwenden",
  ],
  applyConsequence: [
    "Each is asked for in the CRM by its ID. Those it does not have leave the mirror, and their accounts become broken. Accounts are not touched.",
    "Nach jedem wird das CRM einzeln gefragt. Wen es nicht hat, der verlässt den Spiegel, und sein Konto gilt als defekt. Konten selbst bleiben unberührt.",
  ],
  applyHint: ["Kept with the sweep, and in the audit.", "Steht danach beim Prüflauf und im Protokoll."],
  typeCount: ["Type {count, number} to confirm", "Zur Bestätigung {count, number} eingeben"],
  discard: ["Discard", "Verwerfen"],
  seeWho: ["See who they are", "Ansehen, wer das ist"],
  silenceHelp: [
    "A sweep of changes finds what did not arrive. Check in the backend whether it still sends, and <refused>whether Tandem refused any</refused>.",
    "Ein Prüflauf der Änderungen findet, was nicht ankam. Prüfen Sie im Backend, ob es noch sendet, und hier, <refused>ob Tandem welche abgewiesen hat</refused>.",
  ],
  noWebhookYet: ["No webhook has come yet.", "Noch kein Webhook ist gekommen."],
  lastWebhook: [
    "Last webhook <when></when>; too few have come to know what is usual.",
    "Letzter Webhook <when></when>; es kamen noch zu wenige, um zu wissen, was üblich ist.",
  ],
  lastWebhookUsually: [
    "Last webhook <when></when>; usually they are at most {gap} apart.",
    "Letzter Webhook <when></when>; üblich sind höchstens {gap} Abstand.",
  ],
  trend: ["Trend", "Verlauf"],
  trendTitle: [
    "What the last {count, plural, one {sweep} other {# sweeps}} found",
    "Was {count, plural, one {der letzte Prüflauf} other {die letzten # Prüfläufe}} gefunden {count, plural, one {hat} other {haben}}",
  ],
  trendNotLoaded: ["The trend could not be loaded.", "Der Verlauf ließ sich nicht laden."],
  retryTrend: ["Retry", "Noch einmal"],
  loadingTrend: ["Loading the trend", "Der Verlauf wird geladen"],
  found: ["Found", "Befund"],
  lastOne: ["Last", "Zuletzt"],
  most: ["Most", "Höchstens"],
  oldestToNewest: ["Oldest to newest", "Vom ältesten zum neuesten"],
  sweepBySweep: ["{finding}, sweep by sweep", "{finding}, Prüflauf für Prüflauf"],
});
