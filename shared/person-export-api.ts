/** The file about one person: what it holds, as it is told in it. */

/** Counts up when the file changes so that a program that read it before has to be changed. */
export const PERSON_FILE_VERSION = 1;

/** Where the walk through what is kept of somebody goes on. */
export type WalkPlace = { range: number; cursor: string | null };

/** A page of rows of one table, each as JSON; `next` is where to go on, `null` at the end. */
export type PersonPage = {
  table: string | null;
  rows: { id: string; json: string }[];
  next: WalkPlace | null;
};

/** What each part of the file is, in English and German. */
export const personFileParts: Record<string, readonly [string, string]> = {
  users: ["The account: profile, IDs, times", "Das Konto: Profil, IDs, Zeiten"],
  credentials: [
    "How the account signs in (without the password)",
    "Womit sich das Konto anmeldet (ohne Passwort)",
  ],
  memberSessions: ["Devices that are signed in", "Angemeldete Geräte"],
  operatorGuesses: ["Wrong passwords given lately", "Zuletzt falsch eingegebene Passwörter (Anzahl)"],
  invitations: ["Invitations to register", "Einladungen zur Registrierung"],
  checkouts: ["Bookings on their way to the backend", "Buchungen auf dem Weg zum Backend"],
  mails: ["Mail that waits to be sent", "E-Mails, die auf den Versand warten"],
  passwordResets: ["Links to set a password that are still good", "Noch gültige Links für ein Passwort"],
  emailProofs: [
    "Links to confirm an address that are still good",
    "Noch gültige Links, die eine Adresse bestätigen",
  ],
  contacts: ["The contact, as last heard from the CRM", "Der Kontakt, wie das CRM ihn zuletzt nannte"],
  goneContacts: ["Contacts that the CRM did not have any more", "Kontakte, die es im CRM nicht mehr gab"],
  links: ["How account and contact belong together", "Wie Konto und Kontakt zusammengehören"],
  formerRows: ["Rows the contact had of its own before", "Eigene Zeilen, die der Kontakt früher hatte"],
  matchDecisions: ["Decisions on who belongs to whom", "Entscheidungen, wer zu wem gehört"],
  sweepFindings: ["What comparisons with the CRM have found", "Was Vergleiche mit dem CRM ergaben"],
  webhookDeliveries: ["What the CRM has told, with its content", "Was das CRM gemeldet hat, mit Inhalt"],
  webhookAttempts: ["When and how it arrived", "Wann und wie es ankam"],
  webhookReplays: ["What was applied once more", "Was noch einmal angewendet wurde"],
  savedViews: ["Searches that name the person", "Gespeicherte Suchen mit Namen der Person"],
  webhookReplayRuns: ["Repetitions that name the person", "Wiederholungen mit Namen der Person"],
  sweeps: [
    "Decisions on comparisons that name the person",
    "Entscheidungen über Vergleiche mit Namen der Person",
  ],
  webhookIssues: ["Notes on failures that name the person", "Notizen zu Fehlern mit Namen der Person"],
  auditEvents: ["What happened, and when (staff without names)", "Was wann geschah (Personal ohne Namen)"],
  syncJobs: [
    "Work done with the CRM for the person, each attempt",
    "Arbeit mit dem CRM für die Person, jeder Versuch",
  ],
  runs: ["Bulk actions the person was part of", "Läufe, an denen die Person beteiligt war"],
};
