import { catalogue } from "../../../lib/i18n/catalogue";

export const t = catalogue({
  title: ["Register", "Registrieren"],
  intro: [
    "Your account with {organization}. It takes about two minutes; what is marked optional can stay empty.",
    "Ihr Konto bei {organization}. Es dauert etwa zwei Minuten; was freiwillig ist, kann leer bleiben.",
  ],
  registered: [
    "Registered already? <link>Sign in</link>",
    "Schon registriert? <link>Melden Sie sich an</link>",
  ],
  invitationLoading: ["Loading your invitation", "Ihre Einladung wird geladen"],
  invitationUnknown: [
    "Your invitation could not be looked up. It is not lost; you can try again.",
    "Ihre Einladung ließ sich nicht nachschlagen. Sie ist nicht verloren; Sie können es noch einmal versuchen.",
  ],
  invitationBad: [
    "This invitation does not work any more: it was used, replaced, or is too old. You can register all the same.",
    "Diese Einladung gilt nicht mehr: Sie wurde benutzt, ersetzt oder ist zu alt. Registrieren können Sie sich trotzdem.",
  ],
  invitationGood: [
    "You were invited. Please check what we have filled in, and mend what is wrong.",
    "Sie wurden eingeladen. Bitte prüfen Sie, was wir ausgefüllt haben, und berichtigen Sie, was nicht stimmt.",
  ],
  you: ["You", "Sie"],
  contact: ["Contact", "Kontakt"],
  work: ["Work", "Berufliches"],
  passwordGroup: ["Password", "Passwort"],
  termsGroup: ["Terms", "Bedingungen"],
  submit: ["Create account", "Konto anlegen"],
  submitting: ["Creating your account…", "Ihr Konto wird angelegt …"],
  takesSeconds: ["This takes a few seconds.", "Das dauert ein paar Sekunden."],
  email: ["E-mail", "E-Mail"],
  linkGoesHere: [
    "The link by which you choose your password goes here.",
    "Hierhin geht der Link, mit dem Sie Ihr Passwort festlegen.",
  ],
  mailed: [
    "A mail to {email} is on its way. Open the link in it to choose your password; then you can sign in. It works for 30 minutes.",
    "Eine E-Mail an {email} ist unterwegs. Legen Sie mit dem Link darin Ihr Passwort fest, dann können Sie sich anmelden. Der Link gilt 30 Minuten.",
  ],
  toSignIn: ["Go to sign-in", "Zur Anmeldung"],
  setByMail: ["Set a password by e-mail", "Passwort per E-Mail festlegen"],
  acceptTerms: [
    "I accept the <terms>terms of use</terms> and the <privacy>privacy notice</privacy> of {organization}.",
    "Ich stimme den <terms>Nutzungsbedingungen</terms> und der <privacy>Datenschutzerklärung</privacy> von {organization} zu.",
  ],
  unanswered: [
    "Nothing was saved, as far as this page can tell: no answer came. What you typed is still here. You can try again; that never makes a second account.",
    "Soweit diese Seite weiß, wurde nichts gespeichert: Es kam keine Antwort. Ihre Eingaben sind noch da. Sie können es noch einmal versuchen; ein zweites Konto entsteht dadurch nie.",
  ],
  unavailable: [
    "Nothing was saved: registering is not possible at the moment. What you typed is still here, and you can try again.",
    "Nichts wurde gespeichert: Die Registrierung geht im Moment nicht. Ihre Eingaben sind noch da, und Sie können es noch einmal versuchen.",
  ],
});
