import type { Language } from "../../shared/language";
import type { MailKind } from "../../shared/mails";

/** What the mails to members say. `{name}` is the person's own text, `{organization}` the settings'; a link stands on a line of its own. */
type Letter = { subject: string; paragraphs: readonly string[] };

export const greetings: Record<Language, { known: string; unknown: string }> = {
  en: { known: "Hello {name},", unknown: "Hello," },
  de: { known: "Guten Tag {name},", unknown: "Guten Tag," },
};

/** Where the link goes; `{until}` is a day. */
export const LINK = "{link}";

export const letters: Record<MailKind, Record<Language, Letter>> = {
  reset_password: {
    en: {
      subject: "Set a password for {organization}",
      paragraphs: [
        "somebody asked for a link to set a password for your account with {organization}. If that was you, open this:",
        LINK,
        "It works once, within 30 minutes. You are then signed out everywhere and sign in with the new password.",
        "If it was not you, do nothing: your password stays as it is.",
      ],
    },
    de: {
      subject: "Passwort für {organization} festlegen",
      paragraphs: [
        "für Ihr Konto bei {organization} wurde ein Link verlangt, mit dem Sie ein Passwort festlegen. Waren Sie das, öffnen Sie ihn:",
        LINK,
        "Er gilt einmal, innerhalb von 30 Minuten. Danach sind Sie überall abgemeldet und melden sich mit dem neuen Passwort an.",
        "Waren Sie es nicht, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.",
      ],
    },
  },
  password_changed: {
    en: {
      subject: "Your password for {organization} was changed",
      paragraphs: [
        "the password of your account with {organization} was changed. If that was you, there is nothing to do.",
        "If it was not you, set another one at once; that ends every session:",
        LINK,
      ],
    },
    de: {
      subject: "Ihr Passwort für {organization} wurde geändert",
      paragraphs: [
        "das Passwort Ihres Kontos bei {organization} wurde geändert. Waren Sie das, brauchen Sie nichts zu tun.",
        "Waren Sie es nicht, legen Sie sofort ein anderes fest; das beendet alle Sitzungen:",
        LINK,
      ],
    },
  },
  prove_address: {
    en: {
      subject: "Confirm your e-mail address for {organization}",
      paragraphs: [
        "an account with {organization} was made with this e-mail address. If that was you, confirm that the address is yours:",
        LINK,
        "It works once, within 24 hours, in the browser in which you are signed in. Your account works before that too; bookings and your profile show once the address is confirmed.",
        "If it was not you, do not open the link. Nobody else can confirm the address without this mail.",
      ],
    },
    de: {
      subject: "E-Mail-Adresse für {organization} bestätigen",
      paragraphs: [
        "mit dieser E-Mail-Adresse wurde ein Konto bei {organization} angelegt. Waren Sie das, bestätigen Sie, dass die Adresse Ihnen gehört:",
        LINK,
        "Der Link gilt einmal, innerhalb von 24 Stunden, in dem Browser, in dem Sie angemeldet sind. Ihr Konto funktioniert auch vorher; Buchungen und Profil erscheinen, sobald die Adresse bestätigt ist.",
        "Waren Sie es nicht, öffnen Sie den Link nicht. Ohne diese E-Mail kann niemand die Adresse bestätigen.",
      ],
    },
  },
  prove_new_address: {
    en: {
      subject: "Confirm your new e-mail address for {organization}",
      paragraphs: [
        "this is to become the e-mail address of an account with {organization}. If you want that, confirm it:",
        LINK,
        "It works once, within 24 hours, in the browser in which you are signed in. Until then the old address counts.",
        "If you know nothing of this, do nothing: then nothing changes.",
      ],
    },
    de: {
      subject: "Neue E-Mail-Adresse für {organization} bestätigen",
      paragraphs: [
        "diese Adresse soll die E-Mail-Adresse eines Kontos bei {organization} werden. Möchten Sie das, bestätigen Sie es:",
        LINK,
        "Der Link gilt einmal, innerhalb von 24 Stunden, in dem Browser, in dem Sie angemeldet sind. Bis dahin gilt die alte Adresse.",
        "Wissen Sie davon nichts, tun Sie nichts: Dann ändert sich nichts.",
      ],
    },
  },
  address_change_asked: {
    en: {
      subject: "Your e-mail address for {organization} is to change",
      paragraphs: [
        "somebody who knows the password of your account with {organization} wants another e-mail address for it. If that was you, there is nothing to do here: open the link in the mail to the new address.",
        "If it was not you, set another password at once; that stops it and ends every session:",
        LINK,
      ],
    },
    de: {
      subject: "Ihre E-Mail-Adresse für {organization} soll sich ändern",
      paragraphs: [
        "jemand, der das Passwort Ihres Kontos bei {organization} kennt, möchte dafür eine andere E-Mail-Adresse. Waren Sie das, ist hier nichts zu tun: Öffnen Sie den Link in der E-Mail an die neue Adresse.",
        "Waren Sie es nicht, legen Sie sofort ein anderes Passwort fest; das verhindert die Änderung und beendet alle Sitzungen:",
        LINK,
      ],
    },
  },
  address_changed: {
    en: {
      subject: "Your e-mail address for {organization} was changed",
      paragraphs: [
        "your account with {organization} has another e-mail address from now on. You sign in with the new one, and mails go there.",
        "If that was not you, please tell our office at once.",
      ],
    },
    de: {
      subject: "Ihre E-Mail-Adresse für {organization} wurde geändert",
      paragraphs: [
        "Ihr Konto bei {organization} hat ab jetzt eine andere E-Mail-Adresse. Sie melden sich mit der neuen an, und E-Mails gehen dorthin.",
        "Waren Sie das nicht, sagen Sie bitte gleich unserer Geschäftsstelle Bescheid.",
      ],
    },
  },
  account_deleted: {
    en: {
      subject: "Your account with {organization} was deleted",
      paragraphs: [
        "you have deleted your account with {organization}. You are signed out everywhere.",
        `Until {until} our office can bring it back, if you ask for it. After that everything personal in it is removed for good.`,
        "If that was not you, please tell our office at once.",
      ],
    },
    de: {
      subject: "Ihr Konto bei {organization} wurde gelöscht",
      paragraphs: [
        "Sie haben Ihr Konto bei {organization} gelöscht. Sie sind überall abgemeldet.",
        `Bis zum {until} kann unsere Geschäftsstelle es auf Ihren Wunsch wiederherstellen. Danach wird alles Persönliche darin endgültig entfernt.`,
        "Waren Sie das nicht, sagen Sie bitte gleich unserer Geschäftsstelle Bescheid.",
      ],
    },
  },
};

/** The page that a link in each of them opens; behind its hash stands the token, where it has one. */
export const pages: Record<MailKind, string> = {
  reset_password: "/portal/set-password",
  password_changed: "/portal/forgot-password",
  prove_address: "/portal/confirm-address",
  prove_new_address: "/portal/confirm-address",
  address_change_asked: "/portal/forgot-password",
  address_changed: "/portal/forgot-password",
  account_deleted: "/portal",
};
