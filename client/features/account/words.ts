import { catalogue } from "../../lib/i18n/catalogue";

export const t = catalogue({
  account: ["Your account", "Ihr Konto"],
  accountNotLoaded: ["Your account could not be loaded", "Ihr Konto ließ sich nicht laden"],
  nothingChanged: [
    "Nothing was changed. You can try again.",
    "Nichts wurde geändert. Sie können es noch einmal versuchen.",
  ],
  cancel: ["Cancel", "Abbrechen"],
  on: ["on", "an"],
  off: ["off", "aus"],
  password: ["Password", "Passwort"],
  noPassword: [
    "You sign in by the identity provider and have no password here. An admin can make you a link to choose one.",
    "Sie melden sich über den Anmeldedienst an und haben hier kein Passwort. Ein Admin kann Ihnen einen Link erstellen, mit dem Sie eines wählen.",
  ],
  currentPassword: ["Current password", "Jetziges Passwort"],
  newPassword: ["New password", "Neues Passwort"],
  passwordHint: [
    "At least 12 characters. Your other sessions end.",
    "Mindestens 12 Zeichen. Ihre anderen Sitzungen enden.",
  ],
  changePassword: ["Change password", "Passwort ändern"],
  passwordChanged: [
    "Password changed{count, plural, =0 {} one {; # other session ended} other {; # other sessions ended}}.",
    "Passwort geändert{count, plural, =0 {} one {; # andere Sitzung beendet} other {; # andere Sitzungen beendet}}.",
  ],
  secondFactor: ["Second factor", "Zweiter Faktor"],
  secondFactorWhy: [
    "With a code from your phone, a stolen password alone lets nobody in.",
    "Mit einem Code vom Telefon nützt ein gestohlenes Passwort allein niemandem.",
  ],
  setUpFactor: ["Set up a second factor", "Zweiten Faktor einrichten"],
  factorSince: [
    "Set up <when></when>. {count, plural, =0 {No recovery code is} one {# recovery code is} other {# recovery codes are}} left.",
    "<when></when> eingerichtet. {count, plural, =0 {Kein Ersatzcode} one {# Ersatzcode} other {# Ersatzcodes}} übrig.",
  ],
  newCodes: ["Make new recovery codes", "Neue Ersatzcodes erstellen"],
  fewCodes: [
    "Few recovery codes are left. Make new ones before you need them.",
    "Es sind nur noch wenige Ersatzcodes übrig. Erstellen Sie neue, bevor Sie sie brauchen.",
  ],
  removeFactor: ["Remove second factor", "Zweiten Faktor entfernen"],
  demanded: [
    "Admins have to have a second factor; it is a setting.",
    "Admins brauchen einen zweiten Faktor; so ist es eingestellt.",
  ],
  removeTitle: ["Remove your second factor?", "Zweiten Faktor entfernen?"],
  removeText: [
    "From then on your password alone lets you in, and the recovery codes are of no use.",
    "Danach genügt Ihr Passwort allein, und die Ersatzcodes gelten nicht mehr.",
  ],
  enrolIntro: [
    "You need an authenticator app on your phone, such as Aegis, 1Password or Google Authenticator.",
    "Sie brauchen eine Authenticator-App auf dem Telefon, etwa Aegis, 1Password oder Google Authenticator.",
  ],
  mustEnrol: [
    "Admins need one here before they come to the desk.",
    "Admins brauchen hier einen, bevor sie an den Arbeitsplatz kommen.",
  ],
  showCode: ["Show the picture for the app", "Bild für die App zeigen"],
  scan: [
    "Scan this with the app, or type the secret below it.",
    "Lesen Sie das mit der App ein, oder tippen Sie den Schlüssel darunter ab.",
  ],
  qrCode: ["QR code for the authenticator app", "QR-Code für die Authenticator-App"],
  secret: ["Secret", "Schlüssel"],
  firstCode: ["Code of the app", "Code der App"],
  firstCodeHint: [
    "It shows that the app is set up right.",
    "Er zeigt, dass die App richtig eingerichtet ist.",
  ],
  turnOn: ["Turn on", "Einschalten"],
  recoveryCodes: ["Recovery codes", "Ersatzcodes"],
  codesWhy: [
    "Without your phone each of these lets you in once. Keep them where you keep your passwords, not on the phone.",
    "Ohne Telefon lässt Sie jeder davon einmal hinein. Bewahren Sie sie bei Ihren Passwörtern auf, nicht auf dem Telefon.",
  ],
  codesOnce: ["They are shown only now.", "Sie sind nur jetzt zu sehen."],
  codesKept: ["I have kept them", "Ich habe sie aufbewahrt"],
  sessions: ["Sessions", "Sitzungen"],
  sessionsNotLoaded: ["The sessions could not be loaded", "Die Sitzungen ließen sich nicht laden"],
  unknownDevice: ["Unknown browser", "Unbekannter Browser"],
  thisOne: ["this one", "diese hier"],
  openedSeen: [
    "signed in <opened></opened>, last active <seen></seen>",
    "angemeldet <opened></opened>, zuletzt aktiv <seen></seen>",
  ],
  end: ["End session", "Sitzung beenden"],
  endOthers: [
    "End {count, plural, one {# other session} other {# other sessions}}",
    "{count, plural, one {# andere Sitzung} other {# andere Sitzungen}} beenden",
  ],
});
