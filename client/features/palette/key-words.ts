import { catalogue } from "../../lib/i18n/catalogue";

/** Keys as they are written on a keyboard. */
export const keyWords = catalogue({
  cmd: ["⌘", "⌘"],
  ctrl: ["Ctrl", "Strg"],
  esc: ["Esc", "Esc"],
  enter: ["Enter", "Eingabe"],
  shiftX: ["⇧ X", "⇧ X"],
});
