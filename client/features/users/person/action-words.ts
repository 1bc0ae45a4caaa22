import { catalogue } from "../../../lib/i18n/catalogue";

/** The actions on a person, as they are called and as somebody's right to them is told. */
export const actionTitles = catalogue({
  resync: ["Resync", "Neu abgleichen"],
  resendWelcome: ["Re-send welcome", "Begrüßung erneut senden"],
  softDelete: ["Soft-delete", "Stilllegen"],
  restore: ["Restore", "Wiederherstellen"],
  resolveDrift: ["Settle fields", "Felder klären"],
  reviewMatch: ["Review match", "Zuordnung prüfen"],
  invite: ["Invite", "Einladen"],
  archiveContact: ["Archive contact", "Kontakt archivieren"],
});

/** What a role may not do. */
export const mayWords = catalogue({
  resync: ["resync users", "Nutzer neu abgleichen"],
  resendWelcome: ["re-send the welcome e-mail", "die Begrüßung erneut senden"],
  softDelete: ["soft-delete users", "Nutzer stilllegen"],
  restore: ["restore users", "Nutzer wiederherstellen"],
  resolveDrift: ["settle fields", "Felder klären"],
  reviewMatch: ["review matches", "Zuordnungen prüfen"],
  invite: ["invite", "einladen"],
  archiveContact: ["archive contacts", "Kontakte archivieren"],
});

/** What a resync would do here, on its button. */
export const resyncTitles = catalogue({
  sync_to_backend: ["Sync to backend", "Mit dem Backend abgleichen"],
  try_again_now: ["Try again now", "Jetzt noch einmal versuchen"],
  resync_now: ["Resync now", "Jetzt neu abgleichen"],
  link_both_sides: ["Link both sides", "Beide Seiten verknüpfen"],
  restore_contact: ["Restore the contact", "Kontakt wiederherstellen"],
  recreate_contact: ["Recreate the contact", "Kontakt neu anlegen"],
});

export const takeTitles = catalogue({
  convex: ["Take the account’s {fields}", "{fields} des Kontos nehmen"],
  crm: ["Take the CRM’s {fields}", "{fields} des CRM nehmen"],
});

export const moreWords = catalogue({
  more: ["More actions", "Weitere Aktionen"],
  paused: [
    "Work for the backend is paused. It goes on when an admin lets it.",
    "Die Arbeit für das Backend ist angehalten. Sie geht weiter, wenn ein Admin sie freigibt.",
  ],
});
