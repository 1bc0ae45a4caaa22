import { catalogue } from "../../../lib/i18n/catalogue";

/** The end of a person: until when they can come back, and what a purge takes. */
export const purgeWords = catalogue({
  until: [
    "Can be restored until <when></when>. Then everything personal is purged, for good.",
    "Bis <when></when> wiederherstellbar. Danach wird alles Persönliche endgültig gelöscht.",
  ],
  under: [
    "This person is being purged. There is no way back.",
    "Diese Person wird gerade endgültig gelöscht. Es gibt kein Zurück.",
  ],
  open: ["Purge", "Endgültig löschen"],
  mayPurge: ["purge people; an admin may", "Personen endgültig löschen (das darf ein Admin)"],
  mayExport: ["take a person along; an admin may", "eine Person exportieren (das darf ein Admin)"],
  export: ["Export person", "Person exportieren"],
  exportHelp: ["Everything kept of them, as a ZIP", "Alles über die Person, als ZIP"],
  title: ["Purge {name}", "{name} endgültig löschen"],
  warning: [
    "Nobody can undo this. Whoever may want to come back should be left until their time is over.",
    "Niemand kann das rückgängig machen. Wer vielleicht zurückkommt, sollte bis zum Ablauf der Frist bleiben.",
  ],
  warningAlone: [
    "Nobody can undo this. While the CRM has the contact, Tandem leaves it out.",
    "Niemand kann das rückgängig machen. Solange das CRM den Kontakt hat, lässt Tandem ihn aus.",
  ],
  warningGone: [
    "Nobody can undo this. Should the CRM have the contact after all, Tandem leaves it out.",
    "Niemand kann das rückgängig machen. Hat das CRM den Kontakt doch noch, lässt Tandem ihn aus.",
  ],
  gone: [
    "Tandem has no row for the CRM contact {id}, but keeps what webhooks, runs and the audit tell of it.",
    "Tandem hat für den CRM-Kontakt {id} keine Zeile, bewahrt aber auf, was Webhooks, Läufe und das Protokoll von ihm sagen.",
  ],
  goneFound: ["The CRM had it no more <when></when>.", "Das CRM hatte ihn <when></when> nicht mehr."],
  thisContact: ["contact {id}", "Kontakt {id}"],
  goes: ["Goes, for good", "Verschwindet endgültig"],
  goesAccount: [
    "account, password, sessions, links and mail that wait",
    "Konto, Passwort, Sitzungen, wartende Links und E-Mails",
  ],
  goesContact: ["the contact in Tandem’s mirror", "der Kontakt in Tandems Spiegel"],
  goesInvitations: [
    "the contact in Tandem’s mirror, and its invitations",
    "der Kontakt in Tandems Spiegel und seine Einladungen",
  ],
  goesNames: [
    "the names in runs and in what sweeps found",
    "die Namen in Läufen und in Befunden der Prüfläufe",
  ],
  goesWork: ["jobs, attempts and the names in runs", "Aufträge, Versuche und die Namen in Läufen"],
  goesWebhooks: [
    "what webhooks said; their record and hash stay",
    "der Inhalt von Webhooks; Eintrag und Hash bleiben",
  ],
  goesAudit: [
    "names, reasons and values in the audit; who did what and when stays, and stays provable",
    "Namen, Gründe und Werte im Protokoll; wer wann was tat, bleibt, und bleibt beweisbar",
  ],
  stays: ["Stays", "Bleibt"],
  staysCrm: [
    "the contact in the CRM, with bookings and mail: have it deleted there as well",
    "der Kontakt im CRM mit Buchungen und E-Mails: Lassen Sie ihn auch dort löschen",
  ],
  staysBackups: [
    "backups, exports and audit bundles made before",
    "Sicherungen, Exporte und Protokoll-Bündel von früher",
  ],
  goOn: ["Go on", "Weiter"],
  last: [
    "Last warning: nothing of {name} can be brought back.",
    "Letzte Warnung: Von {name} lässt sich nichts zurückholen.",
  ],
  typed: ["Type {text} to confirm", "Zur Bestätigung {text} eintippen"],
  purge: ["Purge for good", "Endgültig löschen"],
  begun: ["{name} is being purged", "{name} wird endgültig gelöscht"],
});
