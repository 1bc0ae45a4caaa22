import { catalogue } from "../../../lib/i18n/catalogue";

export const t = catalogue({
  optional: ["(optional)", "(freiwillig)"],
  locked: ["Only our office can change this.", "Das kann nur unsere Geschäftsstelle ändern."],
  takeBack: ["Undo my change", "Meine Änderung zurücknehmen"],
  show: ["Show {subject}", "Zeigen: {subject}"],
  hide: ["Hide {subject}", "Verbergen: {subject}"],
  needAttention: [
    "{count, plural, =0 {} one {One field needs your attention.} other {# fields need your attention.}}",
    "{count, plural, =0 {} one {Ein Feld braucht noch etwas.} other {# Felder brauchen noch etwas.}}",
  ],
});

/** What the schemas of shared/ say of a field. */
export const issueWords = catalogue({
  firstName: ["Enter your first name.", "Geben Sie Ihren Vornamen ein."],
  lastName: ["Enter your last name.", "Geben Sie Ihren Nachnamen ein."],
  email: ["Enter your e-mail address.", "Geben Sie Ihre E-Mail-Adresse ein."],
  fullEmail: [
    "Enter a full e-mail address, such as anna@example.org.",
    "Geben Sie eine vollständige E-Mail-Adresse ein, etwa anna@example.org.",
  ],
  phone: [
    "Enter a phone number with its area code, or leave this empty.",
    "Geben Sie eine Telefonnummer mit Vorwahl ein, oder lassen Sie das leer.",
  ],
  password: ["Enter your password.", "Geben Sie Ihr Passwort ein."],
  atLeast: ["Use at least {count} characters.", "Mindestens {count} Zeichen."],
  atMost: ["Use at most {count} characters.", "Höchstens {count} Zeichen."],
  unseen: ["Leave out characters that cannot be seen.", "Lassen Sie Zeichen weg, die man nicht sieht."],
  terms: ["Accept the terms to register.", "Stimmen Sie den Bedingungen zu, um sich zu registrieren."],
  typeTheWord: ["Type the word as it stands there.", "Geben Sie das Wort ein, wie es dort steht."],
  differ: ["The two passwords differ.", "Die beiden Passwörter sind verschieden."],
});
