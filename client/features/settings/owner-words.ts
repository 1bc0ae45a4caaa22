import { catalogue } from "../../lib/i18n/catalogue";

/** The owners a field can have. */
export const ownerNames = catalogue({
  convex: ["Convex", "Convex"],
  crm: ["CRM", "CRM"],
  newest: ["Latest change", "Letzte Änderung"],
});

/** What follows from an owner, for the operator who is about to choose it. */
export const ownerHelp = catalogue({
  convex: [
    "A resync writes the account’s value over the CRM’s, and no webhook replaces it. Members change it in their profile.",
    "Neu abgleichen schreibt den Wert des Kontos über den des CRM, und kein Webhook ersetzt ihn. Mitglieder ändern ihn in ihrem Profil.",
  ],
  crm: [
    "A resync takes the CRM’s value over, even where the account’s is newer. Members see it in their profile and cannot change it.",
    "Neu abgleichen übernimmt den Wert des CRM, auch wo der des Kontos neuer ist. Mitglieder sehen ihn in ihrem Profil und können ihn nicht ändern.",
  ],
  newest: [
    "A resync keeps the value of the side that changed last. Members change it in their profile.",
    "Neu abgleichen behält den Wert der Seite, die sich zuletzt geändert hat. Mitglieder ändern ihn in ihrem Profil.",
  ],
  email: [
    "Always Convex, because members sign in with it: a resync keeps the account’s.",
    "Immer Convex, denn damit melden sich Mitglieder an: Neu abgleichen behält die des Kontos.",
  ],
});
