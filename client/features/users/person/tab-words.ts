import { catalogue } from "../../../lib/i18n/catalogue";

/** What of a timeline is shown. */
export const kindWords = catalogue({
  all: ["Everything", "Alles"],
  webhooks: ["Webhooks", "Webhooks"],
  jobs: ["Jobs", "Aufträge"],
  portal: ["Portal", "Portal"],
  operators: ["Operators", "Team"],
});

export const timelineWords = catalogue({
  show: ["Show of the timeline", "Vom Verlauf zeigen"],
  timeline: ["Timeline", "Verlauf"],
  notLoaded: ["The timeline could not be loaded", "Der Verlauf ließ sich nicht laden"],
  nothingOfKind: ["Nothing of this kind has happened.", "Nichts dieser Art ist geschehen."],
  nothingYet: ["Nothing has happened here yet.", "Hier ist noch nichts geschehen."],
  openInAudit: ["Open in audit", "Im Protokoll öffnen"],
  earlier: ["Show earlier events", "Frühere Ereignisse zeigen"],
  because: ["{who}: “{reason}”", "{who}: „{reason}“"],
  byToken: ["{who}, by token {token}", "{who}, per Token {token}"],
  webhook: ["Webhook", "Webhook"],
  raw: ["Raw", "Rohdaten"],
  rawOf: ["Raw: {what}", "Rohdaten: {what}"],
  loading: ["Loading the timeline", "Der Verlauf wird geladen"],
  attemptFailed: [
    "Attempt {number, number} failed ({job}): {why}",
    "Versuch {number, number} fehlgeschlagen ({job}): {why}",
  ],
  recordNotLoaded: ["The record could not be loaded", "Der Eintrag ließ sich nicht laden"],
  nothingKept: ["What it brought is no longer kept.", "Sein Inhalt wird nicht mehr aufbewahrt."],
  payload: ["Payload", "Inhalt"],
  record: ["Record", "Eintrag"],
});

/** What a job does. */
export const jobKindWords = catalogue({
  register: ["Register in the backend", "Im Backend registrieren"],
  update: ["Resync with the backend", "Mit dem Backend neu abgleichen"],
  resend_welcome: ["Re-send welcome e-mail", "Begrüßung erneut senden"],
  restore: ["Restore the CRM contact", "CRM-Kontakt wiederherstellen"],
  link_existing: ["Link both sides", "Beide Seiten verknüpfen"],
  archive: ["Archive the CRM contact", "CRM-Kontakt archivieren"],
});

export const jobStateWords = catalogue({
  queued: ["queued", "in der Schlange"],
  running: ["running", "läuft"],
  waiting: ["waiting", "wartet"],
  succeeded: ["succeeded", "gelungen"],
  failed: ["failed", "fehlgeschlagen"],
  cancelled: ["cancelled", "abgebrochen"],
});

export const jobWords = catalogue({
  none: [
    "No job has run for this person. A resync makes one.",
    "Für diese Person lief noch kein Auftrag. Neu abgleichen erzeugt einen.",
  ],
  jobs: ["Jobs", "Aufträge"],
  because: ["{who}: “{reason}”", "{who}: „{reason}“"],
  readBack: ["Read back <when></when>.", "Nachgelesen <when></when>"],
  readBackHead: ["Read back", "Nachgelesen"],
  try: ["Try", "Nr."],
  when: ["When", "Wann"],
  took: ["Took", "Dauer"],
  http: ["HTTP", "HTTP"],
  outcome: ["Outcome", "Ergebnis"],
  ok: ["ok", "gelungen"],
  failed: ["failed", "fehlgeschlagen"],
  receiptOf: ["Receipt of try {number}", "Beleg zu Versuch {number}"],
  disagrees: ["disagrees", "stimmt nicht überein"],
  empty: ["empty", "leer"],
  became: ["became", "wurde"],
  written: ["written", "geschrieben"],
});

export const stepWords = catalogue({
  find: ["Find", "Finden"],
  match: ["Match", "Zuordnen"],
  compare: ["Compare", "Vergleichen"],
  plan: ["Plan", "Planen"],
  write: ["Write", "Schreiben"],
  read_back: ["Read back", "Nachlesen"],
});

export const traceWords = catalogue({
  mayTrace: ["trace; support and admins may", "nachverfolgen (das dürfen Support und Admins)"],
  notTraced: ["This person could not be traced", "Die Person ließ sich nicht nachverfolgen"],
  nothingChanged: ["Nothing was changed.", "Nichts wurde geändert."],
  dryRun: [
    "Dry run at {time}: everything was read, nothing was written.",
    "Probe um {time}: Alles wurde gelesen, nichts geschrieben.",
  ],
  doneForReal: ["Done for real at {time}.", "Wirklich ausgeführt um {time}."],
  again: ["Trace again", "Noch einmal"],
  nothingToDo: ["The plan has nothing to do.", "Der Plan hat nichts zu tun."],
  forReal: ["Do it for real", "Wirklich ausführen"],
  begun: ["What was begun is in the jobs.", "Was begonnen wurde, steht bei den Aufträgen."],
  goesOn: [
    "The job is {state}; it goes on by itself.",
    "Stand des Auftrags: {state}; er geht von selbst weiter.",
  ],
  loading: ["Loading the trace", "Die Spur wird geladen"],
  steps: ["Steps", "Schritte"],
  valuesOf: ["Values of {step}", "Werte zu {step}"],
  field: ["Field", "Feld"],
  "status.ok": ["ok", "in Ordnung"],
  "status.failed": ["failed", "fehlgeschlagen"],
  "status.skipped": ["skipped", "übersprungen"],
});
