import { catalogue } from "../../lib/i18n/catalogue";

/** The words of what is picked. */
export const t = catalogue({
  selection: ["Selection", "Auswahl"],
  selectAllMatching: ["Select all {count} that match", "Alle {count} passenden auswählen"],
  selected: ["{count, number} selected", "{count, number} ausgewählt"],
  allMatching: ["All {count} that match", "Alle {count} passenden"],
  allBut: ["All {count} but {less, number}", "Alle {count} außer {less, number}"],
  export: ["Export", "Exportieren"],
  clear: ["Clear", "Zurücksetzen"],
  more: ["More", "Mehr"],
  resyncCount: [
    "Resync {count, plural, one {# user} other {# users}}",
    "{count, number} Nutzer neu abgleichen",
  ],
  resyncUsers: ["Resync users", "Nutzer neu abgleichen"],
});
