import { catalogue } from "../../lib/i18n/catalogue";

/** When people were created, or their rows changed last. */
export const whenWords = catalogue({
  "created.between": ["created {from} to {to}", "angelegt {from} bis {to}"],
  "created.since": ["created since {day}", "angelegt seit {day}"],
  "created.until": ["created until {day}", "angelegt bis {day}"],
  "changed.between": ["changed {from} to {to}", "geändert {from} bis {to}"],
  "changed.since": ["changed since {day}", "geändert seit {day}"],
  "changed.until": ["changed until {day}", "geändert bis {day}"],
});

/** What a dialog about views asks. */
export const taskWords = catalogue({
  "save.title": ["Save as a new view", "Als neue Ansicht speichern"],
  "save.button": ["Save view", "Ansicht speichern"],
  "save.description": [
    "Keeps the search, the filters, the order and the columns as you see them.",
    "Behält Suche, Filter, Reihenfolge und Spalten, wie Sie sie sehen.",
  ],
  "rename.title": ["Rename or share the view", "Ansicht umbenennen oder teilen"],
  "rename.button": ["Save", "Speichern"],
  "rename.description": ["What it shows stays as it was.", "Was sie zeigt, bleibt, wie es war."],
  "remove.title": ["Remove the view", "Ansicht entfernen"],
  "remove.button": ["Remove view", "Ansicht entfernen"],
  "remove.description": [
    "The view is removed for everybody who can see it. Nobody’s data is changed.",
    "Die Ansicht verschwindet für alle, die sie sehen. Niemandes Daten ändern sich.",
  ],
});

/** The words of the dialogs over the list: its views, and the start of a run. */
export const t = catalogue({
  ownerUnshares: ["Only {owner} can stop sharing it.", "Nur {owner} kann das Teilen beenden."],
  mayShare: ["share views; support and admins may", "Ansichten teilen (das dürfen Support und Admins)"],
  name: ["Name", "Name"],
  shareView: ["Share with everybody at the desk", "Mit allen im Team teilen"],
  cancel: ["Cancel", "Abbrechen"],
  nothingChanged: [
    "Nothing was changed. You can try again.",
    "Nichts wurde geändert. Sie können es noch einmal versuchen.",
  ],
  runStarted: ["Run started", "Lauf begonnen"],
  runStartedHelp: [
    "“{name}” works in the background; its bar is below.",
    "„{name}“ arbeitet im Hintergrund; sein Balken steht unten.",
  ],
  notStarted: [
    "Nothing was started. You can try again.",
    "Nichts wurde begonnen. Sie können es noch einmal versuchen.",
  ],
  counting: ["Counting users …", "Die Nutzer werden gezählt …"],
  plan: ["Plan", "Plan"],
  pickedOneByOne: [
    "{count, plural, one {# user} other {# users}} picked one by one.",
    "{count, number} Nutzer, einzeln ausgewählt.",
  ],
  everybody: [
    "Everybody, on every page, as it stands when the run starts.",
    "Alle, auf jeder Seite, nach dem Stand beim Beginn des Laufs.",
  ],
  everybodyBut: [
    "Everybody, minus {less, number} excluded, on every page, as it stands when the run starts.",
    "Alle außer {less, number} ausgenommenen, auf jeder Seite, nach dem Stand beim Beginn des Laufs.",
  ],
  everyMatch: [
    "Everybody who matches {what}, on every page, as it stands when the run starts.",
    "Alle, auf die zutrifft: {what}; auf jeder Seite, nach dem Stand beim Beginn des Laufs.",
  ],
  everyMatchBut: [
    "Everybody who matches {what}, minus {less, number} excluded, on every page, as it stands when the run starts.",
    "Alle, auf die zutrifft: {what}; außer {less, number} ausgenommenen; auf jeder Seite, nach dem Stand beim Beginn des Laufs.",
  ],
  selectedUsers: ["selected users", "ausgewählte Nutzer"],
  quoted: ["“{text}”", "„{text}“"],
});
