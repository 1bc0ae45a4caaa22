import { catalogue } from "../../../lib/i18n/catalogue";

export const t = catalogue({
  title: ["Password and devices", "Passwort und Geräte"],
  leave: ["Delete your account", "Konto löschen"],
  leaveWhat: [
    "You can do that yourself, at any time. For some weeks there is a way back.",
    "Das können Sie jederzeit selbst. Einige Wochen lang gibt es einen Weg zurück.",
  ],
  toLeave: ["Delete account…", "Konto löschen …"],
  password: ["Password", "Passwort"],
  change: ["Change password", "Passwort ändern"],
  changing: ["Changing password…", "Passwort wird geändert …"],
  changed: [
    "Your password is changed{count, plural, =0 {} one {; you were signed out of one other device} other {; you were signed out of # other devices}}.",
    "Ihr Passwort ist geändert{count, plural, =0 {} one {; auf einem anderen Gerät wurden Sie abgemeldet} other {; auf # anderen Geräten wurden Sie abgemeldet}}.",
  ],
  notChanged: [
    "Your password was not changed: this is not possible at the moment. You can try again.",
    "Ihr Passwort wurde nicht geändert: Das geht im Moment nicht. Sie können es noch einmal versuchen.",
  ],
  notKnown: [
    "No answer came, so it is not known whether your password was changed. Try to sign in with the new one.",
    "Es kam keine Antwort, darum ist unklar, ob Ihr Passwort geändert ist. Versuchen Sie, sich mit dem neuen anzumelden.",
  ],
  devices: ["Where you are signed in", "Wo Sie angemeldet sind"],
  devicesWhy: [
    "Is one of these not yours? Sign it out, and change your password.",
    "Gehört eines davon nicht Ihnen? Melden Sie es ab und ändern Sie Ihr Passwort.",
  ],
  unknownDevice: ["Unknown browser", "Unbekannter Browser"],
  thisDevice: ["this device", "dieses Gerät"],
  lastThere: ["Last there <when></when>", "Zuletzt da <when></when>"],
  signOut: ["Sign out", "Abmelden"],
  signOutOf: ["Sign out: {device}", "Abmelden: {device}"],
  signOutOthers: [
    "Sign out of {count, plural, one {the other device} other {all # other devices}}",
    "{count, plural, one {Anderes Gerät} other {Alle # anderen Geräte}} abmelden",
  ],
  signedOut: [
    "{count, plural, =0 {There was nothing left to sign out.} one {Signed out of one device.} other {Signed out of # devices.}}",
    "{count, plural, =0 {Es war nichts mehr abzumelden.} one {Auf einem Gerät abgemeldet.} other {Auf # Geräten abgemeldet.}}",
  ],
  devicesNotLoaded: [
    "Your devices could not be loaded. You can try again.",
    "Ihre Geräte ließen sich nicht laden. Sie können es noch einmal versuchen.",
  ],
  devicesLoading: ["Loading your devices", "Ihre Geräte werden geladen"],
  notSignedOut: [
    "No answer came: you may still be signed in there. You can try again.",
    "Es kam keine Antwort: Vielleicht sind Sie dort noch angemeldet. Sie können es noch einmal versuchen.",
  ],
  unavailable: [
    "This is not possible at the moment. You can try again.",
    "Das geht im Moment nicht. Sie können es noch einmal versuchen.",
  ],
});
