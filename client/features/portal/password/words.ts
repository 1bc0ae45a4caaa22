import { catalogue } from "../../../lib/i18n/catalogue";

export const t = catalogue({
  forgotten: ["Set a password by e-mail", "Passwort per E-Mail festlegen"],
  forgottenWhy: [
    "We send you a link by which you set a new password, or your first one.",
    "Wir senden Ihnen einen Link, mit dem Sie ein neues Passwort festlegen, oder Ihr erstes.",
  ],
  email: ["E-mail", "E-Mail"],
  sendLink: ["Send link", "Link senden"],
  sendingLink: ["Sending…", "Wird gesendet …"],
  sendAgain: ["Send it again", "Noch einmal senden"],
  sentTo: [
    "If there is an account with {email}, a mail with a link is on its way. It works for 30 minutes.",
    "Wenn es ein Konto mit {email} gibt, ist eine E-Mail mit einem Link unterwegs. Der Link gilt 30 Minuten.",
  ],
  nothingCame: [
    "Nothing there after a few minutes? Look among the spam, and whether you registered with another address.",
    "Nach ein paar Minuten nichts da? Sehen Sie im Spam nach und ob Sie sich mit einer anderen Adresse registriert haben.",
  ],
  otherAddress: ["Use another address", "Andere Adresse verwenden"],
  backToSignIn: ["Back to sign-in", "Zurück zur Anmeldung"],
  unanswered: [
    "No answer came. Check your connection and try again.",
    "Es kam keine Antwort. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
  ],
  unavailable: [
    "This is not possible at the moment. You can try again.",
    "Das geht im Moment nicht. Sie können es noch einmal versuchen.",
  ],
  setPassword: ["Set a new password", "Neues Passwort festlegen"],
  setWhy: [
    "You are then signed out everywhere, and sign in with it.",
    "Danach sind Sie überall abgemeldet und melden sich damit an.",
  ],
  current: ["Current password", "Jetziges Passwort"],
  currentSubject: ["current password", "jetziges Passwort"],
  own: ["Your password", "Ihr Passwort"],
  forgottenOwn: ["Forgotten? Set a new one by e-mail", "Vergessen? Neues per E-Mail festlegen"],
  password: ["New password", "Neues Passwort"],
  passwordSubject: ["new password", "neues Passwort"],
  firstPassword: ["Password", "Passwort"],
  firstPasswordSubject: ["password", "Passwort"],
  passwordHint: [
    "At least 10 characters. A few words in a row are easy to keep in mind.",
    "Mindestens 10 Zeichen. Ein paar Wörter hintereinander merkt man sich leicht.",
  ],
  guessable: ["Easily guessed: add a word or two", "Leicht zu erraten: noch ein, zwei Wörter mehr"],
  good: ["Good", "Gut"],
  strong: ["Strong", "Stark"],
  again: ["Repeat new password", "Neues Passwort wiederholen"],
  firstAgain: ["Repeat password", "Passwort wiederholen"],
  againSubject: ["repeated password", "wiederholtes Passwort"],
  differ: ["The two passwords differ.", "Die beiden Passwörter sind verschieden."],
  save: ["Set password", "Passwort festlegen"],
  saving: ["Setting password…", "Passwort wird festgelegt …"],
  checking: ["Checking your link", "Ihr Link wird geprüft"],
  badLink: [
    "This link does not work any more: it was used, replaced by a newer one, or is older than 30 minutes.",
    "Dieser Link gilt nicht mehr: Er wurde benutzt, durch einen neueren ersetzt oder ist älter als 30 Minuten.",
  ],
  askForNew: ["Ask for a new link", "Neuen Link anfordern"],
  notChecked: [
    "Your link could not be checked. It is not lost; you can try again.",
    "Ihr Link ließ sich nicht prüfen. Er ist nicht verloren; Sie können es noch einmal versuchen.",
  ],
});
