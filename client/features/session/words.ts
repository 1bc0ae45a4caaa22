import { catalogue } from "../../lib/i18n/catalogue";

export const t = catalogue({
  signInTitle: ["Sign in to Tandem", "Bei Tandem anmelden"],
  signInIntro: [
    "For operators. People who registered sign in at the portal.",
    "Für das Team. Wer sich registriert hat, meldet sich im Portal an.",
  ],
  signIn: ["Sign in", "Anmelden"],
  or: ["or", "oder"],
  continueWith: ["Continue with {label}", "Weiter mit {label}"],
  confirmAt: ["Confirm with {label}", "Mit {label} bestätigen"],
  windowBlocked: [
    "The browser did not open the window. Allow it for this site, then try again.",
    "Der Browser hat das Fenster nicht geöffnet. Erlauben Sie es für diese Seite, und versuchen Sie es noch einmal.",
  ],
  noWay: [
    "You have neither a password nor a second factor here. An admin can make you a link to choose a password.",
    "Sie haben hier weder Passwort noch zweiten Faktor. Ein Admin kann Ihnen einen Link erstellen, mit dem Sie ein Passwort wählen.",
  ],
  signingIn: ["Signing you in", "Sie werden angemeldet"],
  notSignedIn: ["You are not signed in", "Sie sind nicht angemeldet"],
  confirmed: ["Confirmed", "Bestätigt"],
  closeWindow: [
    "You can close this window and go on in the other one.",
    "Sie können dieses Fenster schließen und im anderen weitermachen.",
  ],
  forgotten: [
    "Forgotten? An admin can make you a link.",
    "Vergessen? Ein Admin kann Ihnen einen Link erstellen.",
  ],
  resetTitle: ["Choose a new password", "Neues Passwort wählen"],
  resetIntro: [
    "For {name}, {email}. You are signed out everywhere; a second factor stays.",
    "Für {name}, {email}. Sie werden überall abgemeldet; ein zweiter Faktor bleibt.",
  ],
  choosePassword: ["Choose password", "Passwort wählen"],
  passwordChosen: [
    "Your new password holds. Sign in with it.",
    "Das neue Passwort gilt. Melden Sie sich damit an.",
  ],
  toPortal: ["Go to the portal", "Zum Portal"],
  toSignIn: ["Go to sign-in", "Zur Anmeldung"],
  name: ["Name", "Name"],
  email: ["E-mail", "E-Mail"],
  password: ["Password", "Passwort"],
  passwordHint: [
    "At least 12 characters. Several words are easy to keep and hard to guess.",
    "Mindestens 12 Zeichen. Mehrere Wörter merkt man sich leicht, und sie sind schwer zu erraten.",
  ],
  code: ["Code", "Code"],
  codeTitle: ["Enter the code", "Code eingeben"],
  codeIntro: [
    "Your authenticator app shows one for Tandem.",
    "Ihre Authenticator-App zeigt einen für Tandem an.",
  ],
  codeHint: [
    "Without your phone, use one of your recovery codes.",
    "Ohne Telefon hilft einer Ihrer Ersatzcodes.",
  ],
  back: ["Back", "Zurück"],
  cancel: ["Cancel", "Abbrechen"],
  confirm: ["Confirm", "Bestätigen"],
  stepUpTitle: ["Confirm that it is you", "Bestätigen Sie, dass Sie es sind"],
  stepUpWhy: [
    "What you are about to do cannot be left to whoever finds this screen open. For the next 10 minutes nobody asks again.",
    "Das darf nicht jeder tun, der diesen Bildschirm offen vorfindet. In den nächsten 10 Minuten fragt niemand noch einmal.",
  ],
  useCode: ["Use a code instead", "Lieber mit Code"],
  usePassword: ["Use the password instead", "Lieber mit Passwort"],
  invitedTitle: ["Join Tandem", "Bei Tandem mitmachen"],
  invitedIntro: [
    "You are invited as {role}, with the address {email}. This link works once.",
    "Sie sind mit der Adresse {email} eingeladen, Rolle: {role}. Dieser Link gilt einmal.",
  ],
  inviteHelp: [
    "Sign in if you have joined already. Otherwise ask an admin for a new link.",
    "Melden Sie sich an, wenn Sie schon dabei sind. Bitten Sie sonst einen Admin um einen neuen Link.",
  ],
  join: ["Join and sign in", "Mitmachen und anmelden"],
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
