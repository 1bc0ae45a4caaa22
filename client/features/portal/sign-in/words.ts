import { catalogue } from "../../../lib/i18n/catalogue";

export const t = catalogue({
  title: ["Sign in", "Anmelden"],
  noAccount: ["No account yet? <link>Register</link>", "Noch kein Konto? <link>Registrieren</link>"],
  email: ["E-mail", "E-Mail"],
  password: ["Password", "Passwort"],
  passwordSubject: ["password", "Passwort"],
  submit: ["Sign in", "Anmelden"],
  submitting: ["Signing in…", "Anmeldung läuft …"],
  forgotten: ["Forgotten, or never had one?", "Vergessen, oder nie eines gehabt?"],
  unanswered: [
    "No answer came. Check your connection and try again.",
    "Es kam keine Antwort. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
  ],
  unavailable: [
    "Signing in is not possible at the moment. You can try again.",
    "Die Anmeldung geht im Moment nicht. Sie können es noch einmal versuchen.",
  ],
});
