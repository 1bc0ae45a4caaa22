import { catalogue } from "../../lib/i18n/catalogue";

/** The words of the columns' panel and of their edges. */
export const t = catalogue({
  widthOf: ["Width of {column}", "Breite von {column}"],
  columns: ["Columns", "Spalten"],
  placeOf: [
    "{column}: place {place, number} of {count, number}",
    "{column}: Platz {place, number} von {count, number}",
  ],
  keptForYou: ["Kept for you, on every machine.", "Für Sie gemerkt, an jedem Gerät."],
  reset: ["Reset", "Zurücksetzen"],
  pin: ["Pin {column}", "{column} anheften"],
  unpin: ["Unpin {column}", "{column} lösen"],
  moveUp: ["Move {column} up", "{column} nach oben"],
  moveDown: ["Move {column} down", "{column} nach unten"],
});
