import { catalogue } from "../lib/i18n/catalogue";

export const t = catalogue({
  previous: ["Previous", "Vorige Zeile"],
  next: ["Next", "Nächste Zeile"],
  empty: ["empty", "leer"],
  field: ["Field", "Feld"],
  before: ["Before", "Vorher"],
  after: ["After", "Nachher"],
  became: ["became", "wurde"],
  copy: ["Copy", "Kopieren"],
  copyOf: ["Copy {what}", "{what} kopieren"],
  copied: ["Copied", "Kopiert"],
  close: ["Close", "Schließen"],
  retry: ["Retry", "Noch einmal"],
  request: ["Request <code>{id}</code>", "Anfrage <code>{id}</code>"],
  clear: ["Clear", "Zurücksetzen"],
  show: ["{news}, show", "{news}, zeigen"],
  reason: ["Reason", "Grund"],
  required: ["required", "erforderlich"],
  lookFirst: [
    "Look whether it was done before you try again.",
    "Sehen Sie nach, ob es geschehen ist, bevor Sie es noch einmal versuchen.",
  ],
  nothingChanged: [
    "Nothing was changed. You can try again.",
    "Nichts wurde geändert. Sie können es noch einmal versuchen.",
  ],
  cancel: ["Cancel", "Abbrechen"],
  clearSearch: ["Clear search", "Suche leeren"],
  showMore: ["Show more", "Mehr zeigen"],
  dismiss: ["Dismiss", "Ausblenden"],
  typeCount: [
    "Type <nums>{count, number}</nums> to confirm",
    "Zur Bestätigung <nums>{count, number}</nums> eingeben",
  ],
});
