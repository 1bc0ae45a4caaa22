import { catalogue } from "../../lib/i18n/catalogue";
import type { KeyOf, Place } from "../../lib/shortcuts";

const t = catalogue({
  title: ["Keyboard shortcuts", "Tastenkürzel"],
  everywhere: ["Everywhere", "Überall"],
  users: ["Users", "Nutzer"],
  person: ["An open user", "Eine geöffnete Person"],
  webhooks: ["Webhooks", "Webhooks"],
  audit: ["Audit", "Protokoll"],
  palette: [
    "Find a user, go to a screen, run a command",
    "Person finden, Bildschirm öffnen, Befehl ausführen",
  ],
  search: ["Search", "Suchen"],
  sheet: ["These shortcuts", "Diese Tastenkürzel"],
  overview: ["Go to Overview", "Zur Übersicht"],
  toUsers: ["Go to Users", "Zu den Nutzern"],
  toWebhooks: ["Go to Webhooks", "Zu den Webhooks"],
  runs: ["Go to Runs", "Zu den Läufen"],
  reconcile: ["Go to Reconcile", "Zum Prüfen"],
  toAudit: ["Go to Audit", "Zum Protokoll"],
  import: ["Go to Import", "Zum Import"],
  settings: ["Go to Settings", "Zu den Einstellungen"],
  next: ["Next row", "Nächste Zeile"],
  previous: ["Previous row", "Vorige Zeile"],
  open: ["Open", "Öffnen"],
  pick: ["Select the row", "Zeile auswählen"],
  pickRange: ["Select up to the row", "Bis zur Zeile auswählen"],
  resync: ["Resync", "Neu abgleichen"],
  leave: ["Close, or clear the selection", "Schließen oder Auswahl aufheben"],
  close: ["Close", "Schließen"],
});

export const sheetTitle = t("title");

export const placeWords: Record<Place, string> = {
  everywhere: t("everywhere"),
  users: t("users"),
  person: t("person"),
  webhooks: t("webhooks"),
  audit: t("audit"),
};

/** What every key of the table does, in words. */
export const shortcutWords: { [Where in Place]: Record<KeyOf<Where>, string> } = {
  everywhere: {
    "mod k": t("palette"),
    "/": t("search"),
    "?": t("sheet"),
    "g o": t("overview"),
    "g u": t("toUsers"),
    "g w": t("toWebhooks"),
    "g r": t("runs"),
    "g c": t("reconcile"),
    "g a": t("toAudit"),
    "g i": t("import"),
    "g s": t("settings"),
  },
  users: {
    j: t("next"),
    k: t("previous"),
    Enter: t("open"),
    x: t("pick"),
    X: t("pickRange"),
    e: t("resync"),
    Escape: t("leave"),
  },
  person: { e: t("resync") },
  webhooks: { j: t("next"), k: t("previous"), Enter: t("open"), Escape: t("close") },
  audit: { j: t("next"), k: t("previous"), Enter: t("open"), Escape: t("close") },
};
