import { catalogue } from "../../lib/i18n/catalogue";

/** The words of a list without rows. */
export const t = catalogue({
  nobodyMatches: ["Nobody matches", "Niemand passt dazu"],
  clearFilters: ["Clear search and filters", "Suche und Filter zurücksetzen"],
  nobodyMatchesMasked: [
    "Names are masked for your role ({role}), so the search finds people only by a whole e-mail address, phone number or ID.",
    "Ihre Rolle ({role}) sieht Namen verdeckt. Die Suche findet deshalb nur ganze E-Mail-Adressen, Telefonnummern oder IDs.",
  ],
  nobodyMatchesHelp: [
    "The search looks at names, e-mail addresses, phone numbers and IDs. Words may be cut short: <i>muel</i> finds Müller.",
    "Gesucht wird in Namen, E-Mail-Adressen, Telefonnummern und IDs. Wörter dürfen abgekürzt sein: <i>muel</i> findet Müller.",
  ],
  noUsers: ["No users yet", "Noch keine Nutzer"],
  importTwo: ["Import two exports", "Zwei Exporte importieren"],
  registerSomeone: ["Register someone in the portal", "Jemanden im Portal registrieren"],
  noUsersHelp: [
    "Import a Convex snapshot and the CRM’s contacts, and everyone appears here as one row.",
    "Importieren Sie einen Convex-Snapshot und die Kontakte des CRM, dann erscheint hier jede Person als eine Zeile.",
  ],
});
