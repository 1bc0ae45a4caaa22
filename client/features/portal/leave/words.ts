import { catalogue } from "../../../lib/i18n/catalogue";

export const t = catalogue({
  title: ["Delete your account", "Konto löschen"],
  what: ["What happens", "Was geschieht"],
  signedOut: [
    "You are signed out everywhere at once, and cannot sign in any more.",
    "Sie werden sofort überall abgemeldet und können sich nicht mehr anmelden.",
  ],
  restorable: [
    "For some weeks our office can bring the account back, if you ask for it. The day is told when it is deleted.",
    "Einige Wochen lang kann unsere Geschäftsstelle das Konto auf Ihren Wunsch wiederherstellen. Bis wann, steht hier nach dem Löschen.",
  ],
  then: [
    "After that everything personal in it is removed for good.",
    "Danach wird alles Persönliche darin endgültig entfernt.",
  ],
  bookings: [
    "Your bookings stay valid, and our office keeps its own records of you. For those, ask the office.",
    "Ihre Buchungen bleiben gültig, und unsere Geschäftsstelle behält ihre eigenen Unterlagen. Fragen Sie dafür dort.",
  ],
  word: ["Type the word “{word}”", "Geben Sie das Wort „{word}“ ein"],
  submit: ["Delete account", "Konto löschen"],
  deleting: ["Deleting…", "Wird gelöscht …"],
  deletedTitle: ["Your account is deleted", "Ihr Konto ist gelöscht"],
  deleted: [
    "You are signed out everywhere. Until {day} our office can bring the account back, if you ask for it.",
    "Sie sind überall abgemeldet. Bis zum {day} kann unsere Geschäftsstelle das Konto auf Ihren Wunsch wiederherstellen.",
  ],
  toStart: ["Go to the start", "Zur Startseite"],
  notKnown: [
    "No answer came, so it is not known whether your account was deleted. Load the page again to see.",
    "Es kam keine Antwort, darum ist unklar, ob Ihr Konto gelöscht ist. Laden Sie die Seite neu, um es zu sehen.",
  ],
  notDeleted: [
    "Your account was not deleted: this is not possible at the moment. You can try again.",
    "Ihr Konto wurde nicht gelöscht: Das geht im Moment nicht. Sie können es noch einmal versuchen.",
  ],
});
