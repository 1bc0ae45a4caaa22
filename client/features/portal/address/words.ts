import { catalogue } from "../../../lib/i18n/catalogue";

export const t = catalogue({
  confirmTitle: ["Confirm your e-mail address", "E-Mail-Adresse bestätigen"],
  confirming: ["Confirming your address", "Ihre Adresse wird bestätigt"],
  signInFirst: [
    "One more step: sign in. So nobody but you can confirm an address for your account.",
    "Ein Schritt noch: Melden Sie sich an. So kann niemand außer Ihnen eine Adresse für Ihr Konto bestätigen.",
  ],
  signIn: ["Sign in and confirm", "Anmelden und bestätigen"],
  notYou: [
    "Did you not register? <link>Set a password by e-mail</link>, and the account with your address is yours alone.",
    "Haben Sie sich nicht registriert? <link>Legen Sie per E-Mail ein Passwort fest</link>, dann gehört das Konto mit Ihrer Adresse nur Ihnen.",
  ],
  confirmed: ["Your e-mail address is confirmed.", "Ihre E-Mail-Adresse ist bestätigt."],
  changedTo: [
    "{email} is now your e-mail address. From now on you sign in with it.",
    "{email} ist jetzt Ihre E-Mail-Adresse. Ab jetzt melden Sie sich damit an.",
  ],
  toDashboard: ["To your account", "Zu Ihrem Konto"],
  badLink: [
    "This link does not work any more: it was used, replaced by a newer one, or is older than 24 hours. Your account sends you a new one, as long as something is to be confirmed.",
    "Dieser Link gilt nicht mehr: Er wurde benutzt, durch einen neueren ersetzt oder ist älter als 24 Stunden. Einen neuen bekommen Sie in Ihrem Konto, solange dort etwas zu bestätigen ist.",
  ],
  usedLink: [
    "This link has done its work: {email} is confirmed.",
    "Dieser Link hat seine Arbeit getan: {email} ist bestätigt.",
  ],
  notConfirmed: [
    "No answer came, so it is not known whether your address is confirmed. You can try again.",
    "Es kam keine Antwort, darum ist unklar, ob Ihre Adresse bestätigt ist. Sie können es noch einmal versuchen.",
  ],
  unavailable: [
    "This is not possible at the moment. Nothing was changed, and you can try again.",
    "Das geht im Moment nicht. Nichts wurde geändert, und Sie können es noch einmal versuchen.",
  ],
  panelTitle: ["Is <email></email> your address?", "Ist <email></email> Ihre Adresse?"],
  panelSent: [
    "We have sent you a mail there. Open its link on this device, and your bookings and your profile show here.",
    "Wir haben Ihnen eine E-Mail dorthin gesendet. Öffnen Sie den Link darin auf diesem Gerät, dann erscheinen hier Ihre Buchungen und Ihr Profil.",
  ],
  panelNotSent: [
    "Have a mail sent there, and open its link: then your bookings and your profile show here.",
    "Lassen Sie sich eine E-Mail dorthin senden, und öffnen Sie den Link darin: Dann erscheinen hier Ihre Buchungen und Ihr Profil.",
  ],
  panelWhy: [
    "Until then we do not show what is already stored under this address.",
    "Bis dahin zeigen wir nicht, was unter dieser Adresse schon gespeichert ist.",
  ],
  mistyped: [
    "Mistyped? Our office can correct the address, or you <link>delete this account</link> and register again.",
    "Vertippt? Unsere Geschäftsstelle kann die Adresse berichtigen, oder Sie <link>löschen dieses Konto</link> und registrieren sich noch einmal.",
  ],
  sendAgain: ["Send it again", "Noch einmal senden"],
  send: ["Send mail", "E-Mail senden"],
  sentAgain: ["Sent. Only the newest link works.", "Gesendet. Nur der neueste Link gilt."],
  notSent: [
    "No answer came, so it is not known whether a mail was sent. You can try again.",
    "Es kam keine Antwort, darum ist unklar, ob eine E-Mail gesendet wurde. Sie können es noch einmal versuchen.",
  ],
  otherWaits: [
    "{email} becomes your address as soon as you open the link in the mail that went there, within 24 hours. Until then your old one counts.",
    "{email} wird Ihre Adresse, sobald Sie den Link in der E-Mail öffnen, die dorthin ging, innerhalb von 24 Stunden. Bis dahin gilt Ihre alte.",
  ],
  keepOld: ["Keep the old address", "Alte Adresse behalten"],
  address: ["E-mail address", "E-Mail-Adresse"],
  addressNow: [
    "Your address is {email}. You sign in with it.",
    "Ihre Adresse ist {email}. Damit melden Sie sich an.",
  ],
  newAddress: ["New e-mail address", "Neue E-Mail-Adresse"],
  change: ["Change address", "Adresse ändern"],
  changing: ["Sending the mail…", "E-Mail wird gesendet …"],
});
