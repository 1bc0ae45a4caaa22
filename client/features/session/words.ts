import { catalogue } from "../../lib/i18n/catalogue";

export const t = catalogue({
  signInTitle: ["Sign in to Tandem", "Bei Tandem anmelden"],
  signInIntro: [
    "For operators. People who registered sign in at the portal.",
    "Für das Team. Wer sich registriert hat, meldet sich im Portal an.",
  ],
  signIn: ["Sign in", "Anmelden"],
  toPortal: ["Go to the portal", "Zum Portal"],
  toSignIn: ["Go to sign-in", "Zur Anmeldung"],
  name: ["Name", "Name"],
  email: ["E-mail", "E-Mail"],
  password: ["Password", "Passwort"],
  passwordHint: ["At least 12 characters.", "Mindestens 12 Zeichen."],
  setUpTitle: ["Set up Tandem", "Tandem einrichten"],
  setUpIntro: [
    "You become the first admin. This link works once.",
    "Sie werden der erste Admin. Dieser Link gilt einmal.",
  ],
  setUp: ["Set up and sign in", "Einrichten und anmelden"],
  linkUseless: ["This link cannot be used", "Dieser Link gilt nicht"],
  linkUnknown: ["It is not known here.", "Er ist hier nicht bekannt."],
  linkHelp: [
    "Sign in if you have set up your account. Otherwise start Tandem again: while nobody is set up, it prints a new link.",
    "Melden Sie sich an, wenn Ihr Konto schon eingerichtet ist. Starten Sie Tandem sonst neu: Solange niemand eingerichtet ist, gibt es einen neuen Link aus.",
  ],
  linkUnchecked: ["The link could not be checked", "Der Link ließ sich nicht prüfen"],
  linkUncheckedSafety: [
    "It was not used up. You can try again.",
    "Er ist nicht verbraucht. Sie können es noch einmal versuchen.",
  ],
  checkingLink: ["Checking the link", "Der Link wird geprüft"],
});
