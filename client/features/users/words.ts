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
  timeout: ["timeout", "Zeitlimit"],
  rate_limited: ["rate limited", "gebremst"],
  server_error: ["server error", "Serverfehler"],
  invalid_response: ["unreadable answer", "Antwort unlesbar"],
  rejected: ["refused", "abgelehnt"],
  validation: ["data refused", "Daten abgelehnt"],
  unauthorized: ["key refused", "Schlüssel falsch"],
  not_found: ["not found", "nicht gefunden"],
  conflict: ["conflict", "Konflikt"],
});

/** Each error class of a sync as a sentence. */
export const errorSentences = catalogue({
  unreachable: ["The backend could not be reached.", "Das Backend war nicht erreichbar."],
  timeout: ["The backend did not answer in time.", "Das Backend hat nicht rechtzeitig geantwortet."],
  rate_limited: ["The backend asked us to slow down.", "Das Backend hat um langsamere Aufrufe gebeten."],
  server_error: ["The backend reported an error of its own.", "Das Backend meldete einen eigenen Fehler."],
  invalid_response: ["The backend’s answer could not be read.", "Die Antwort des Backends war nicht lesbar."],
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

/** What an operator may do, in a word. */
export const roleWords = catalogue({
  viewer: ["viewer", "Lesezugriff"],
  support: ["support", "Support"],
  admin: ["admin", "Admin"],
  auditor: ["auditor", "Revision"],
});

/** The state of an account or of a contact. */
export const statusWords = catalogue({
  active: ["active", "aktiv"],
  suspended: ["suspended", "gesperrt"],
  deleted: ["deleted", "gelöscht"],
  archived: ["archived", "archiviert"],
});

/** The columns of the list. */
export const columnWords = catalogue({
  name: ["Name / E-mail", "Name / E-Mail"],
  state: ["Link", "Verknüpfung"],
  userStatus: ["Account", "Konto"],
  userId: ["Convex ID", "Convex-ID"],
  contactId: ["CRM contact", "CRM-Kontakt"],
  frontendUserId: ["Frontend ID", "Frontend-ID"],
  createdAt: ["Created", "Angelegt"],
  updatedAt: ["Changed", "Geändert"],
  lastSyncAt: ["Last sync", "Abgleich"],
  lastWebhookAt: ["Last webhook", "Letzter Webhook"],
  attempts: ["Tries", "Versuche"],
});

/** The views that everybody has. */
export const viewWords = catalogue({
  "needs-a-person": ["Needs a person", "Braucht einen Menschen"],
  "failed-lately": ["Failed since yesterday", "Fehlgeschlagen seit gestern"],
  drifted: ["Drifted", "Abweichend"],
  "not-linked": ["Not linked for over an hour", "Seit über einer Stunde nicht verknüpft"],
  new: ["New in the last 7 days", "Neu in den letzten 7 Tagen"],
});

/** Ranges of days, and how they are said. */
export const dayWords = catalogue({
  today: ["Today", "Heute"],
  yesterday: ["Since yesterday", "Seit gestern"],
  week: ["Last 7 days", "Letzte 7 Tage"],
  month: ["Last 30 days", "Letzte 30 Tage"],
  from: ["From", "Von"],
  to: ["To", "Bis"],
  overHours: [
    "over {count, plural, one {# hour} other {# hours}} ago",
    "vor über {count, plural, one {# Stunde} other {# Stunden}}",
  ],
  between: ["{from} to {to}", "{from} bis {to}"],
  since: ["since {day}", "seit {day}"],
  until: ["until {day}", "bis {day}"],
});

export const t = catalogue({
  mayNot: ["Your role ({role}) may not {what}.", "Ihre Rolle ({role}) erlaubt nicht: {what}."],
  startRuns: ["start runs; an admin may", "Läufe starten (das darf ein Admin)"],
  sortMasked: [
    "sort by names and addresses, which it sees masked",
    "nach Namen und Adressen sortieren (sie sind verdeckt)",
  ],
  mayExport: [
    "export users; an admin or an auditor may",
    "Nutzer exportieren (das dürfen Admin und Revision)",
  ],
  users: ["Users", "Nutzer"],
  searchUsers: ["Search users", "Nutzer suchen"],
  searchHint: ["Search users, IDs, e-mail …", "Nutzer, IDs, E-Mail suchen …"],
  searchWhole: ["Whole e-mail, phone number or ID", "Ganze E-Mail, Telefonnummer oder ID"],
  linkStates: ["Link states", "Zustände der Verknüpfung"],
  all: ["All", "Alle"],
  loadingUsers: ["Loading users", "Die Nutzer werden geladen"],
  usersNotLoaded: ["The users could not be loaded", "Die Nutzer ließen sich nicht laden"],
  nothingChanged: [
    "Nothing was changed. You can try again.",
    "Nichts wurde geändert. Sie können es noch einmal versuchen.",
  ],
  changedCount: ["{count, number} changed", "{count, number} geändert"],
  columns: ["Columns", "Spalten"],
  export: ["Export", "Exportieren"],
  exportStarted: ["Export started", "Der Export läuft"],
  exportStartedHelp: [
    "The browser saves the file as it comes. It is audited.",
    "Der Browser speichert die Datei, wie sie kommt. Das steht im Protokoll.",
  ],
  notExported: ["Nothing was exported", "Nichts wurde exportiert"],
  tryAgain: ["You can try again.", "Sie können es noch einmal versuchen."],
  state: ["State", "Zustand"],
  account: ["Account", "Konto"],
  error: ["Error", "Fehler"],
  clearAll: ["Clear all", "Alle zurücksetzen"],
  selectAllLoaded: ["Select all loaded users", "Alle geladenen Nutzer auswählen"],
  selectOne: ["Select {who}", "{who} auswählen"],
  someUser: ["user", "Nutzer"],
  goneRow: ["no longer matches", "passt nicht mehr"],
  noName: ["No name", "Ohne Namen"],
  noEmail: ["no e-mail", "keine E-Mail"],
  webhook: ["webhook", "Webhook"],
  convexId: ["Convex ID", "Convex-ID"],
  contactId: ["CRM contact ID", "CRM-Kontakt-ID"],
  frontendId: ["frontend user ID", "Frontend-Nutzer-ID"],
  tryDue: ["due", "fällig"],
  resyncRequested: ["Resync of {name} requested", "{name} wird neu abgeglichen"],
  rowShowsOutcome: ["Its row shows the outcome.", "Die Zeile zeigt das Ergebnis."],
  notResynced: ["{name} was not resynced", "{name} wurde nicht neu abgeglichen"],
  view: ["View", "Ansicht"],
  changed: ["Changed", "Geändert"],
  created: ["Created", "Angelegt"],
});
