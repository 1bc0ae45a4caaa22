import { catalogue } from "../../lib/i18n/catalogue";

export const t = catalogue({
  welcome: ["Welcome to {organization}", "Willkommen bei {organization}"],
  chooseDoor: [
    "Register once, or sign in to your account.",
    "Registrieren Sie sich einmal, oder melden Sie sich bei Ihrem Konto an.",
  ],
  toAccount: ["To your account", "Zu Ihrem Konto"],
  yourAccount: ["Your account", "Ihr Konto"],
  seeEvents: ["See the upcoming events", "Nächste Veranstaltungen ansehen"],
  register: ["Register", "Registrieren"],
  signIn: ["Sign in", "Anmelden"],
  noSuchPage: ["There is no such page", "Diese Seite gibt es nicht"],
  mistyped: [
    "The address may be mistyped, or the page has moved.",
    "Vielleicht ist die Adresse vertippt, oder die Seite ist umgezogen.",
  ],
  toStart: ["Go to the start", "Zur Startseite"],
  tryAgain: ["Try again", "Noch einmal versuchen"],
  language: ["Language", "Sprache"],
  withReference: ["{text} (Request {id})", "{text} (Anfrage {id})"],
});

/** Why somebody is asked to sign in. */
export const reasonWords = catalogue({
  required: [
    "You are signed out. Sign in to see your account.",
    "Sie sind abgemeldet. Melden Sie sich an, um Ihr Konto zu sehen.",
  ],
  ended: [
    "Your session has ended. Sign in again to see your account.",
    "Ihre Sitzung ist beendet. Melden Sie sich wieder an, um Ihr Konto zu sehen.",
  ],
  signed_out: ["You have signed out.", "Sie haben sich abgemeldet."],
  password_set: [
    "Your password is set. Sign in with it now.",
    "Ihr Passwort ist festgelegt. Melden Sie sich jetzt damit an.",
  ],
});
