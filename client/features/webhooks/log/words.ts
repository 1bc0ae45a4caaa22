import { catalogue } from "../../../lib/i18n/catalogue";

export const t = catalogue({
  webhooks: ["Webhooks", "Webhooks"],
  live: ["Live", "Live"],
  liveOff: ["Live is off", "Live ist aus"],
  liveCut: ["Cut, catching up", "Unterbrochen, wird nachgeholt"],
  liveHelp: [
    "Shows what arrives as it arrives. Press to hold still.",
    "Zeigt, was ankommt, sobald es ankommt. Drücken, um anzuhalten.",
  ],
  liveOffHelp: ["Press to show what arrives.", "Drücken, um zu zeigen, was ankommt."],
  unread: ["unread request", "ungelesene Anfrage"],
  noPerson: ["no person", "keine Person"],
  eventIdLabel: ["event ID", "Ereignis-ID"],
  cause: ["Cause", "Ursache"],
  type: ["Type", "Typ"],
  person: ["Person", "Person"],
  outcome: ["Outcome", "Ergebnis"],
  outcomes: ["Outcomes", "Ergebnisse"],
  eventId: ["Event ID", "Ereignis-ID"],
  lag: ["Lag", "Verzug"],
  took: ["Took", "Dauer"],
  received: ["Received", "Eingang"],
  all: ["All", "Alle"],
  nothingYetHelp: [
    "The backend sends them to <code>{door}</code>. They appear here the moment they arrive, refused ones too.",
    "Das Backend sendet sie an <code>{door}</code>. Sie erscheinen hier, sobald sie ankommen, auch abgewiesene.",
  ],
  idOfPerson: ["ID of the person", "ID der Person"],
  idOfPersonHint: [
    "Convex user ID, frontend user ID or CRM contact ID.",
    "Convex-Nutzer-ID, Frontend-Nutzer-ID oder CRM-Kontakt-ID.",
  ],
  onlyTheirs: ["Show only theirs", "Nur diese zeigen"],
  loading: ["Loading webhooks", "Die Webhooks werden geladen"],
  notLoaded: ["The webhook log could not be loaded", "Das Protokoll der Webhooks ließ sich nicht laden"],
  notLoadedSafety: [
    "Webhooks are received all the same. You can try again.",
    "Webhooks werden trotzdem empfangen. Sie können es noch einmal versuchen.",
  ],
  nothingSoFar: ["Nothing fits among the newest", "Unter den neuesten passt keiner"],
  older: [
    "There are older webhooks that were not looked at yet.",
    "Ältere Webhooks sind noch nicht durchgesehen.",
  ],
  nothingFits: ["No webhook fits this filter", "Kein Webhook passt zu diesem Filter"],
  nothingYet: ["No webhook has arrived yet", "Noch kein Webhook ist angekommen"],
});
