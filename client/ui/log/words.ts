import { catalogue } from "../../lib/i18n/catalogue";

export const t = catalogue({
  clear: ["Clear", "Zurücksetzen"],
  clearAll: ["Clear all", "Alle zurücksetzen"],
  clearFilters: ["Clear filters", "Filter zurücksetzen"],
  lookBack: ["Look further back", "Weiter zurück suchen"],
  close: ["Close", "Schließen"],
  lastHour: ["Last hour", "Letzte Stunde"],
  lastDay: ["Last 24 hours", "Letzte 24 Stunden"],
  lastWeek: ["Last 7 days", "Letzte 7 Tage"],
  from: ["From", "Von"],
  before: ["Before", "Bis vor"],
});
