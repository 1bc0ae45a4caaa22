import { catalogue } from "../../lib/i18n/catalogue";

export const t = catalogue({
  import: ["Import", "Import"],
  intro: [
    "Choose an export of each side. Importing the same files again changes nothing; what cannot be read is listed with its line and the rest goes on.",
    "Wählen Sie von jeder Seite einen Export. Dieselben Dateien noch einmal zu importieren ändert nichts; was nicht lesbar ist, wird mit seiner Zeile aufgeführt, der Rest geht weiter.",
  ],
  snapshot: ["Convex snapshot", "Convex-Snapshot"],
  snapshotHint: ["the zip of npx convex export", "die ZIP-Datei von npx convex export"],
  contacts: ["CRM contacts", "CRM-Kontakte"],
  contactsHint: ["contacts.jsonl or contacts.csv", "contacts.jsonl oder contacts.csv"],
  drop: ["Drop it here or choose: {hint}", "Hier ablegen oder auswählen: {hint}"],
  remove: ["Remove {file}", "{file} entfernen"],
  upload: ["Upload", "Hochladen"],
  sending: ["Sending {done} of {total}", "{done} von {total} gesendet"],
  tryAgain: ["You can try again.", "Sie können es noch einmal versuchen."],
  underWay: ["An import is under way.", "Ein Import läuft gerade."],
  importFiles: [
    "{count, plural, =0 {Import} one {Import # file} other {Import # files}}",
    "{count, plural, =0 {Importieren} one {# Datei importieren} other {# Dateien importieren}}",
  ],
  notLoaded: ["The import could not be looked up", "Der Import ließ sich nicht abfragen"],
  safe: [
    "Nothing was changed. You can try again.",
    "Nichts wurde geändert. Sie können es noch einmal versuchen.",
  ],
  loading: ["Loading the import", "Der Import wird geladen"],
  progress: ["Import progress", "Stand des Imports"],
  importing: ["Importing", "Import läuft"],
  last: ["Last import", "Letzter Import"],
  stopped: [
    "The import stopped: {cause} What was read before stays; importing again is safe.",
    "Der Import ist abgebrochen: {cause} Was bis dahin gelesen war, bleibt; ein neuer Import schadet nicht.",
  ],
  causeUnknown: ["the cause is not known.", "Die Ursache ist nicht bekannt."],
  readingUsers: [
    "Reading users: {users, plural, one {# user} other {# users}}, {contacts, plural, one {# contact} other {# contacts}} so far.",
    "Nutzer werden gelesen: bisher {users, plural, other {# Nutzer}} und {contacts, plural, one {# Kontakt} other {# Kontakte}}.",
  ],
  readingContacts: [
    "Reading contacts: {users, plural, one {# user} other {# users}}, {contacts, plural, one {# contact} other {# contacts}} so far.",
    "Kontakte werden gelesen: bisher {users, plural, other {# Nutzer}} und {contacts, plural, one {# Kontakt} other {# Kontakte}}.",
  ],
  read: [
    "{users, plural, one {# user} other {# users}} and {contacts, plural, one {# contact} other {# contacts}} read, {changed, plural, =0 {nothing changed} other {# new or changed}}.",
    "{users, plural, other {# Nutzer}} und {contacts, plural, one {# Kontakt} other {# Kontakte}} gelesen, {changed, plural, =0 {nichts geändert} other {# neu oder geändert}}.",
  ],
  took: ["It took {time} and ended <when></when>.", "Es endete <when></when> und dauerte {time}."],
  byState: ["Users by link state", "Nutzer nach Zustand"],
  unread: [
    "{count, plural, one {# line} other {# lines}} could not be read",
    "{count, plural, one {# Zeile war} other {# Zeilen waren}} nicht lesbar",
  ],
  firstOf: ["The first {count, number} of them:", "Die ersten {count, number} davon:"],
  file: ["File", "Datei"],
  line: ["Line", "Zeile"],
  why: ["Why", "Warum"],
  noAnswer: [
    "Tandem did not answer. Nothing was imported.",
    "Tandem hat nicht geantwortet. Nichts wurde importiert.",
  ],
  answered: ["The server answered {status}.", "Der Server antwortete mit {status}."],
});
