import { catalogue } from "../lib/i18n/catalogue";

export const t = catalogue({
  main: ["Main", "Hauptmenü"],
  overview: ["Overview", "Übersicht"],
  users: ["Users", "Nutzer"],
  webhooks: ["Webhooks", "Webhooks"],
  runs: ["Runs", "Läufe"],
  reconcile: ["Reconcile", "Prüfen"],
  audit: ["Audit", "Protokoll"],
  import: ["Import", "Import"],
  settings: ["Settings", "Einstellungen"],
  issues: [
    "{count, plural, one {# issue} other {# issues}}",
    "{count, plural, one {# Problem} other {# Probleme}}",
  ],
  toApprove: ["{count, number} to approve", "{count, number} freizugeben"],
  accountOf: ["Account of {name}", "Konto von {name}"],
  more: ["More", "Mehr"],
  moreOf: ["More: {name}", "Mehr: {name}"],
  commands: ["Commands", "Befehle"],
  ctrlK: ["Ctrl K", "Strg K"],
  cmdK: ["⌘ K", "⌘ K"],
  signOut: ["Sign out", "Abmelden"],
  connectionLost: [
    "Connection to Tandem lost (<when></when>). What you see may be out of date; trying again by itself.",
    "Verbindung zu Tandem verloren (<when></when>). Was Sie sehen, ist vielleicht veraltet; es wird von selbst neu versucht.",
  ],
  unreachable: ["Tandem cannot be reached", "Tandem ist nicht erreichbar"],
  nothingChanged: [
    "Nothing was changed. You can try again.",
    "Nichts wurde geändert. Sie können es noch einmal versuchen.",
  ],
  crashed: ["This screen stopped working.", "Diese Seite funktioniert nicht mehr."],
  crashedHelp: [
    "Nothing was changed by this. Load the page again; if it stops at the same place, send this line to whoever runs Tandem.",
    "Dadurch wurde nichts geändert. Laden Sie die Seite neu; bleibt sie wieder stehen, schicken Sie diese Zeile an die Betreiber von Tandem.",
  ],
  loadAgain: ["Load again", "Neu laden"],
  toUsers: ["Go to users", "Zu den Nutzern"],
});
