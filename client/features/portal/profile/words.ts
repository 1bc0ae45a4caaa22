import { catalogue } from "../../../lib/i18n/catalogue";

export const t = catalogue({
  title: ["Your profile", "Ihr Profil"],
  you: ["You", "Sie"],
  work: ["Work", "Berufliches"],
  save: ["Save profile", "Profil speichern"],
  saving: ["Saving…", "Wird gespeichert …"],
  saved: [
    "Saved. The office system knows it, too.",
    "Gespeichert. Das System der Geschäftsstelle weiß es auch.",
  ],
  waits: [
    "Saved. The office system has not heard of it yet; that happens by itself.",
    "Gespeichert. Das System der Geschäftsstelle weiß es noch nicht; das geschieht von selbst.",
  ],
  confirmFirst: [
    "Your profile shows here once your e-mail address is confirmed. The link for that is in the mail we have sent you.",
    "Ihr Profil erscheint hier, sobald Ihre E-Mail-Adresse bestätigt ist. Der Link dafür steht in der E-Mail an Sie.",
  ],
  officeOnly: [
    "Only our office can change this now. What you typed here cannot be saved.",
    "Das kann jetzt nur unsere Geschäftsstelle ändern. Ihre Eingabe hier lässt sich nicht speichern.",
  ],
  notLoaded: [
    "Your profile could not be loaded. It is safe, and you can try again.",
    "Ihr Profil ließ sich nicht laden. Es ist sicher, und Sie können es noch einmal versuchen.",
  ],
  loading: ["Loading your profile", "Ihr Profil wird geladen"],
  notKnown: [
    "No answer came, so it is not known whether your profile was saved. What you typed is still here; you can save it again.",
    "Es kam keine Antwort, darum ist unklar, ob Ihr Profil gespeichert ist. Ihre Eingaben sind noch da; Sie können noch einmal speichern.",
  ],
  notSaved: [
    "Nothing was saved: this is not possible at the moment. What you typed is still here, and you can try again.",
    "Nichts wurde gespeichert: Das geht im Moment nicht. Ihre Eingaben sind noch da, und Sie können es noch einmal versuchen.",
  ],
});
