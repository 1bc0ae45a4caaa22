import type { Language } from "../../shared/language";
import type { MailKind } from "../../shared/mails";

/** What the mails to members say. `{name}` is the person's own text; a link stands on a line of its own. */
type Letter = { subject: string; paragraphs: readonly string[] };

/** Whose portal this is, until the settings know. */
const ORGANIZATION = "Tandem";

export const greetings: Record<Language, { known: string; unknown: string }> = {
  en: { known: "Hello {name},", unknown: "Hello," },
  de: { known: "Guten Tag {name},", unknown: "Guten Tag," },
};

/** Where the link goes. */
export const LINK = "{link}";

export const letters: Record<MailKind, Record<Language, Letter>> = {
  reset_password: {
    en: {
      subject: `Set a password for ${ORGANIZATION}`,
      paragraphs: [
        `somebody asked for a link to set a password for your account with ${ORGANIZATION}. If that was you, open this:`,
        LINK,
        "It works once, within 30 minutes. You are then signed out everywhere and sign in with the new password.",
        "If it was not you, do nothing: your password stays as it is.",
      ],
    },
    de: {
      subject: `Passwort für ${ORGANIZATION} festlegen`,
      paragraphs: [
        `für Ihr Konto bei ${ORGANIZATION} wurde ein Link verlangt, mit dem Sie ein Passwort festlegen. Waren Sie das, öffnen Sie ihn:`,
        LINK,
        "Er gilt einmal, innerhalb von 30 Minuten. Danach sind Sie überall abgemeldet und melden sich mit dem neuen Passwort an.",
        "Waren Sie es nicht, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.",
      ],
    },
  },
  password_changed: {
    en: {
      subject: `Your password for ${ORGANIZATION} was changed`,
      paragraphs: [
        `the password of your account with ${ORGANIZATION} was changed. If that was you, there is nothing to do.`,
        "If it was not you, set another one at once; that ends every session:",
        LINK,
      ],
    },
    de: {
      subject: `Ihr Passwort für ${ORGANIZATION} wurde geändert`,
      paragraphs: [
        `das Passwort Ihres Kontos bei ${ORGANIZATION} wurde geändert. Waren Sie das, brauchen Sie nichts zu tun.`,
        "Waren Sie es nicht, legen Sie sofort ein anderes fest; das beendet alle Sitzungen:",
        LINK,
      ],
    },
  },
};
