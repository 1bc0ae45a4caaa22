import { catalogue } from "../../lib/i18n/catalogue";

/** The word of each link state. */
export const stateWords = catalogue({
  failed: ["failed", "fehlgeschlagen"],
  drifted: ["drifted", "abweichend"],
  unlinked: ["unlinked", "unverknüpft"],
  convex_only: ["Convex only", "nur Convex"],
  crm_only: ["CRM only", "nur CRM"],
  conflict: ["conflict", "Konflikt"],
  broken: ["broken", "defekt"],
  pending: ["pending", "wartet"],
  linked: ["linked", "verknüpft"],
  deleted: ["deleted", "gelöscht"],
});

/** Each error class of a sync in a cell. */
export const errorWords = catalogue({
  unreachable: ["unreachable", "nicht erreichbar"],
  timeout: ["timeout", "Zeitüberschreitung"],
  rate_limited: ["rate limited", "gebremst"],
  server_error: ["server error", "Serverfehler"],
  invalid_response: ["unreadable answer", "unlesbare Antwort"],
  rejected: ["refused", "abgelehnt"],
  validation: ["data refused", "Daten abgelehnt"],
  unauthorized: ["key refused", "Schlüssel abgelehnt"],
  not_found: ["not found", "nicht gefunden"],
  conflict: ["conflict", "Konflikt"],
});

/** Each error class of a sync as a sentence. */
export const errorSentences = catalogue({
  unreachable: ["The backend could not be reached.", "Das Backend war nicht erreichbar."],
  timeout: ["The backend did not answer in time.", "Das Backend hat nicht rechtzeitig geantwortet."],
  rate_limited: ["The backend asked us to slow down.", "Das Backend hat um langsamere Aufrufe gebeten."],
  server_error: ["The backend reported an error of its own.", "Das Backend meldete einen eigenen Fehler."],
  invalid_response: ["The backend's answer could not be read.", "Die Antwort des Backends war nicht lesbar."],
  rejected: ["The backend refused.", "Das Backend hat abgelehnt."],
  validation: ["The backend refused the data.", "Das Backend hat die Daten abgelehnt."],
  unauthorized: ["The backend refused our key.", "Das Backend hat unseren Schlüssel abgelehnt."],
  not_found: [
    "The backend does not have what it was asked about.",
    "Das Backend kennt nicht, wonach es gefragt wurde.",
  ],
  conflict: ["The backend and this account disagree.", "Das Backend und dieses Konto widersprechen sich."],
  unknown: ["The last attempt failed.", "Der letzte Versuch ist gescheitert."],
});

/** Why a link is in its state, in a cell. */
export const reasonWords = catalogue({
  ambiguous_email: ["ambiguous email", "mehrdeutige E-Mail"],
  account_not_found: ["account not found", "Konto nicht gefunden"],
  no_account: ["no account", "kein Konto"],
  contact_still_active: ["contact still active", "Kontakt noch aktiv"],
  both_gone: ["both gone", "beide fort"],
  contact_claimed_twice: ["contact claimed twice", "Kontakt doppelt beansprucht"],
  contact_names_another_user: ["contact names another user", "Kontakt nennt ein anderes Konto"],
  contact_mismatch: ["contact mismatch", "Kontakt passt nicht"],
  contact_not_found: ["contact not found", "Kontakt nicht gefunden"],
  never_synced: ["never synced", "nie abgeglichen"],
  contact_archived: ["contact archived", "Kontakt archiviert"],
  matched_by_email: ["matched by email", "E-Mail stimmt überein"],
  backlink_missing: ["backlink missing", "Rückverweis fehlt"],
});

export const t = catalogue({
  mayNot: ["Your role ({role}) may not {what}.", "Ihre Rolle ({role}) erlaubt nicht: {what}."],
  startRuns: ["start runs; an admin may", "Läufe starten (das darf ein Admin)"],
});
