import { catalogue } from "../../lib/i18n/catalogue";

export const t = catalogue({
  tour: ["Tour of the demo", "Rundgang durch die Demo"],
  place: ["{place, number} of {of, number} · {title}", "{place, number} von {of, number} · {title}"],
  back: ["Back", "Zurück"],
  next: ["Next", "Weiter"],
  skip: ["Skip", "Überspringen"],
  again: ["From the beginning", "Von vorn"],
  hide: ["Hide the tour", "Rundgang ausblenden"],
  notGone: [
    "No answer came: the story stands where it was. Press again.",
    "Es kam keine Antwort: Die Geschichte steht, wo sie war. Drücken Sie noch einmal.",
  ],
  waits: ["The story waits for you.", "Die Geschichte wartet auf Sie."],

  morning: ["A healthy morning", "Ein ruhiger Morgen"],
  morningText: [
    "People register in the portal. Within a second both sides are made and linked: the account in Convex, the contact in the CRM.",
    "Menschen registrieren sich im Portal. In einer Sekunde entstehen beide Seiten und sind verknüpft: das Konto in Convex, der Kontakt im CRM.",
  ],
  morningLink: ["See the users", "Nutzer ansehen"],

  outage: ["The backend is down", "Das Backend ist ausgefallen"],
  outageText: [
    "{pending, plural, =0 {Whoever registers now gets an account all the same.} one {# person has registered since, and has an account.} other {# people have registered since, and have accounts.}} The other side waits; nothing is lost.",
    "{pending, plural, =0 {Wer sich jetzt registriert, bekommt trotzdem ein Konto.} one {Seitdem hat sich # Person registriert und hat ein Konto.} other {Seitdem haben sich # Personen registriert und haben ein Konto.}} Die andere Seite wartet; nichts geht verloren.",
  ],
  outageLink: ["See who waits", "Wer wartet, ansehen"],

  recovery: ["The backend is back", "Das Backend ist wieder da"],
  recoveryText: [
    "Those who waited are linked by themselves. But the CRM has a new rule, and refuses the hospital’s addresses: {failed, plural, =0 {they are about to fail} one {# person has failed} other {# people have failed}}.",
    "Wer gewartet hat, wird von selbst verknüpft. Aber das CRM hat eine neue Regel und weist die Adressen der Klinik ab: {failed, plural, =0 {Das wird gleich fehlschlagen} one {# Person ist fehlgeschlagen} other {# Personen sind fehlgeschlagen}}.",
  ],
  recoveryLink: ["See the overview", "Übersicht ansehen"],

  retry: ["Retry them together", "Gemeinsam neu abgleichen"],
  retryText: [
    "The rule is mended. Select those who failed, and press Resync; {failed, plural, =0 {nobody is left} one {# is left} other {# are left}}.",
    "Die Regel ist berichtigt. Wählen Sie die Fehlgeschlagenen aus und gleichen Sie sie neu ab; {failed, plural, =0 {niemand ist mehr übrig} one {# ist noch übrig} other {# sind noch übrig}}.",
  ],
  retryLink: ["See who failed", "Fehlgeschlagene ansehen"],

  drift: ["One phone, two numbers", "Ein Telefon, zwei Nummern"],
  driftText: [
    "The number was changed in the CRM, and the webhook got lost. A sweep finds the difference. Choose which side is right.",
    "Die Nummer wurde im CRM geändert, und der Webhook ging verloren. Ein Prüflauf findet die Abweichung. Wählen Sie, welche Seite stimmt.",
  ],
  driftLink: ["See the difference", "Abweichung ansehen"],

  deletion: ["Deleted by webhook", "Per Webhook stillgelegt"],
  deletionText: [
    "Somebody asked the CRM to be forgotten. Its webhook has soft-deleted the account and ended its sessions.",
    "Jemand hat das CRM gebeten, vergessen zu werden. Dessen Webhook hat das Konto stillgelegt und alle Sitzungen beendet.",
  ],
  deletionLink: ["See the account", "Konto ansehen"],

  evening: ["That was the day", "Das war der Tag"],
  eveningText: [
    "All that was done is in the audit, your own repairs too. People go on registering until you stop the demo.",
    "Alles, was geschah, steht im Protokoll, auch Ihre eigenen Reparaturen. Menschen registrieren sich weiter, bis Sie die Demo beenden.",
  ],
  eveningLink: ["See the audit", "Protokoll ansehen"],
});
