import { catalogue } from "../../lib/i18n/catalogue";

/** What became of a person in a run. */
export const outcomeWords = catalogue({
  failed: ["failed", "fehlgeschlagen"],
  skipped: ["skipped", "übersprungen"],
  done: ["done", "erledigt"],
  under_way: ["under way", "in Arbeit"],
  waiting: ["waiting", "wartet"],
});

/** What is said where a run has nobody of an outcome. */
export const nobodyWords = catalogue({
  failed: ["Nobody failed in this run.", "In diesem Lauf ist niemand fehlgeschlagen."],
  skipped: ["Nobody was skipped in this run.", "In diesem Lauf wurde niemand übersprungen."],
  done: ["Nobody was done in this run.", "In diesem Lauf wurde niemand erledigt."],
  under_way: ["Nobody in this run is under way.", "In diesem Lauf ist niemand in Arbeit."],
  waiting: ["Nobody is waiting in this run.", "In diesem Lauf wartet niemand."],
});

export const t = catalogue({
  runs: ["Runs", "Läufe"],
  replays: ["Replays of webhooks", "Wiederholungen von Webhooks"],
  waiting: ["{count, number} to approve", "{count, number} freizugeben"],
  runsNotLoaded: ["The runs could not be loaded", "Die Läufe ließen sich nicht laden"],
  runsNotLoadedSafety: [
    "Runs go on all the same. You can try again.",
    "Läufe gehen trotzdem weiter. Sie können es noch einmal versuchen.",
  ],
  allRuns: ["All", "Alle"],
  awaiting: ["Waiting for approval", "Warten auf Freigabe"],
  noneAwaits: ["No run waits for approval", "Kein Lauf wartet auf Freigabe"],
  noneAwaitsHelp: [
    "Large runs wait here until a second admin has approved them. How large is in the settings.",
    "Große Läufe warten hier, bis ein zweiter Admin sie freigibt. Wie groß, steht in den Einstellungen.",
  ],
  toSettings: ["See the settings", "Einstellungen ansehen"],
  noRuns: ["No runs yet", "Noch keine Läufe"],
  seeFailed: ["See failed users", "Fehlgeschlagene Nutzer ansehen"],
  noRunsHelp: [
    "Select users in the table and say what to do with them: the run, its progress and the outcome for everyone in it are kept here.",
    "Wählen Sie Nutzer in der Tabelle aus und sagen Sie, was mit ihnen geschehen soll: Der Lauf, sein Fortschritt und das Ergebnis für alle darin stehen dann hier.",
  ],
  earlierRuns: ["Show earlier runs", "Frühere Läufe zeigen"],
  loadingRuns: ["Loading runs", "Die Läufe werden geladen"],
  runNotLoaded: ["This run could not be loaded", "Dieser Lauf ließ sich nicht laden"],
  runNotLoadedSafety: [
    "The run goes on all the same. You can try again.",
    "Der Lauf geht trotzdem weiter. Sie können es noch einmal versuchen.",
  ],
  loadingRun: ["Loading this run", "Der Lauf wird geladen"],
  byWhy: ["{what} by {who}: “{reason}”", "{what}, von {who}: „{reason}“"],
  runItTries: ["The run it tries again", "Der Lauf, den er wiederholt"],
  itsRetry: ["Its retry", "Seine Wiederholung"],
  startedBy: [
    "{count, plural, one {# user} other {# users}} · by {who}, <when></when>: “{reason}”",
    "{count, plural, other {# Nutzer}} · von {who}, <when></when>: „{reason}“",
  ],
  askedBy: [
    "{count, plural, one {# user} other {# users}} · asked for by {who}, <when></when>: “{reason}”",
    "{count, plural, other {# Nutzer}} · angefragt von {who}, <when></when>: „{reason}“",
  ],
  triesAgain: [
    "Tries again who failed in <a>{run}</a>",
    "Versucht es noch einmal mit den Fehlgeschlagenen aus <a>{run}</a>",
  ],
  triedAgainIn: [
    "Who failed is tried again in <a>{run}</a>",
    "Die Fehlgeschlagenen sind noch einmal dran in <a>{run}</a>",
  ],
  quoted: ["“{text}”", "„{text}“"],
  anotherRun: ["another run", "einem anderen Lauf"],
  reconnecting: [
    "Reconnecting … The run goes on; the numbers may be a few seconds old.",
    "Die Verbindung wird neu aufgebaut … Der Lauf geht weiter; die Zahlen sind vielleicht ein paar Sekunden alt.",
  ],
  took: ["took", "Dauer"],
  canary: ["Canary:", "Vorsichtig:"],
  firstStage: ["1 user", "1 Person"],
  secondStage: ["10 more", "10 weitere"],
  lastStage: ["the rest", "der Rest"],
  stopsAbove: ["stops above {percent, number}% failed", "hält bei mehr als {percent, number} % Fehlern an"],
  ownersStopped: [
    "This run has stopped. {cause} Nobody further is started. Resume it if it is meant to go by the owners of now, or cancel it.",
    "Dieser Lauf hat angehalten. {cause} Niemand weiter wird begonnen. Setzen Sie ihn fort, wenn er nach dem Vorrang von jetzt gehen soll, oder brechen Sie ihn ab.",
  ],
  canaryStopped: [
    "The canary stopped this run: {cause} Nobody further is started. Resume it to go on with the rest all the same, or cancel it.",
    "Der vorsichtige Beginn hat diesen Lauf gestoppt: {cause} Niemand weiter wird begonnen. Setzen Sie ihn fort, um mit dem Rest trotzdem weiterzumachen, oder brechen Sie ihn ab.",
  ],
  mayLook: [
    "Your role ({role}) may look at runs; an admin steers them.",
    "Ihre Rolle ({role}) darf Läufe ansehen; ein Admin steuert sie.",
  ],
  inTheAudit: ["In the audit", "Im Protokoll"],
  downloadCsv: ["Download CSV", "CSV herunterladen"],
  retryFailed: [
    "Retry only the failed ({count, number})",
    "Nur Fehlgeschlagene wiederholen ({count, number})",
  ],
  resume: ["Resume", "Fortsetzen"],
  pause: ["Pause", "Anhalten"],
  notPaused: ["“{name}” was not paused", "„{name}“ wurde nicht angehalten"],
  notResumed: ["“{name}” was not resumed", "„{name}“ wurde nicht fortgesetzt"],
  cancelRun: ["Cancel run", "Lauf abbrechen"],
  cancelThis: ["Cancel this run", "Diesen Lauf abbrechen"],
  cancelDescription: [
    "Users already done stay done. Those under way are finished; the rest are left as they are. A cancelled run cannot be resumed.",
    "Was erledigt ist, bleibt erledigt. Was in Arbeit ist, wird fertig; die Übrigen bleiben, wie sie sind. Ein abgebrochener Lauf lässt sich nicht fortsetzen.",
  ],
  cancelFailed: [
    "The run goes on. You can try again.",
    "Der Lauf geht weiter. Sie können es noch einmal versuchen.",
  ],
  keep: ["Keep the run", "Lauf behalten"],
  cancel: ["Cancel", "Abbrechen"],
  failedUsers: [
    "{count, plural, one {# failed user} other {# failed users}}",
    "{count, plural, one {# fehlgeschlagenen} other {# fehlgeschlagene}} Nutzer",
  ],
  retryConsequence: [
    "They are a run of their own, linked to this one; whoever has changed since is checked again first.",
    "Sie bilden einen eigenen Lauf, der auf diesen verweist; wer sich seither geändert hat, wird erst wieder geprüft.",
  ],
  plan: ["Plan", "Plan"],
  nobodyChanges: ["Nobody here would be changed.", "Hier würde sich für niemanden etwas ändern."],
  makeLinks: ["Make the links", "Links erstellen"],
  linksTitle: ["Make the invitation links", "Einladungslinks erstellen"],
  linksDescription: [
    "Everybody invited who has not registered gets a new personal link. The links are in the downloaded file alone, and those of an earlier file stop working.",
    "Wer eingeladen und noch nicht registriert ist, bekommt einen neuen persönlichen Link. Die Links stehen nur in der heruntergeladenen Datei; die einer früheren Datei gelten dann nicht mehr.",
  ],
  downloadLinks: ["Download links", "Links herunterladen"],
  tryAgain: ["You can try again.", "Sie können es noch einmal versuchen."],
  answered: ["The server answered {status}.", "Der Server antwortete mit {status}."],
  causes: ["Causes", "Ursachen"],
  causesTitle: ["Why people failed or were skipped", "Warum jemand fehlschlug oder übersprungen wurde"],
  causesNotLoaded: ["The causes could not be loaded.", "Die Ursachen ließen sich nicht laden."],
  retry: ["Retry", "Noch einmal"],
  usersInRun: ["Users in this run", "Nutzer in diesem Lauf"],
  outcomes: ["Outcomes", "Ergebnisse"],
  all: ["All", "Alle"],
  oneCause: ["Only those of one cause.", "Nur die einer Ursache."],
  allCauses: ["Show all causes", "Alle Ursachen zeigen"],
  itemsNotLoaded: [
    "The users of this run could not be loaded",
    "Die Nutzer dieses Laufs ließen sich nicht laden",
  ],
  loadingUsers: ["Loading users", "Die Nutzer werden geladen"],
  noName: ["No name", "Ohne Namen"],
  nobodyOfCause: ["Nobody in this run has this cause.", "In diesem Lauf hat niemand diese Ursache."],
  stillCollected: ["The users are still being collected.", "Die Nutzer werden noch gesammelt."],
  nobodyDoneYet: ["Nobody in this run is done yet.", "In diesem Lauf ist noch niemand erledigt."],
  nobody: ["Nobody is in this run.", "In diesem Lauf ist niemand."],
});
