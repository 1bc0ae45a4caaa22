import { catalogue } from "../../lib/i18n/catalogue";

/** What became of a webhook. */
export const outcomeWords = catalogue({
  applied: ["applied", "angewendet"],
  duplicate: ["duplicate", "doppelt"],
  stale: ["stale", "überholt"],
  ignored: ["ignored", "übergangen"],
  unmatched: ["unmatched", "ohne Zuordnung"],
  failed: ["failed", "fehlgeschlagen"],
  rejected: ["rejected", "abgewiesen"],
});

export const outcomeMeans = catalogue({
  applied: ["The change was made.", "Die Änderung ist gemacht."],
  duplicate: [
    "This event had arrived before; nothing was done again.",
    "Dieses Ereignis war schon da; nichts geschah ein zweites Mal.",
  ],
  stale: ["Something newer was known already.", "Neueres war schon bekannt."],
  ignored: ["Nothing in Tandem depends on this event.", "Nichts in Tandem hängt von diesem Ereignis ab."],
  unmatched: ["Nobody here fits this event yet.", "Noch passt hier niemand zu diesem Ereignis."],
  failed: ["It could not be applied.", "Es ließ sich nicht anwenden."],
  rejected: [
    "It was refused at the door and changed nothing.",
    "Es wurde am Eingang abgewiesen und hat nichts geändert.",
  ],
});

/** Why a request was refused, or a genuine event failed. */
export const causeWords = catalogue({
  signature: ["signature", "Signatur"],
  timestamp: ["timestamp", "Zeitstempel"],
  malformed: ["malformed", "unlesbar"],
  too_large: ["too large", "zu groß"],
  content_type: ["content type", "Inhaltstyp"],
  rate_limited: ["rate limited", "zu viele"],
  invalid_timestamp: ["invalid time", "Zeit ungültig"],
  invalid_data: ["invalid data", "Daten ungültig"],
  invalid_frontendUserId: ["invalid frontend user ID", "Frontend-Nutzer-ID ungültig"],
  invalid_contactId: ["invalid CRM contact ID", "CRM-Kontakt-ID ungültig"],
  invalid_convexUserId: ["invalid Convex user ID", "Convex-Nutzer-ID ungültig"],
  invalid_email: ["invalid e-mail", "E-Mail ungültig"],
  invalid_firstName: ["invalid first name", "Vorname ungültig"],
  invalid_lastName: ["invalid last name", "Nachname ungültig"],
  invalid_phone: ["invalid phone", "Telefon ungültig"],
  invalid_status: ["invalid status", "Status ungültig"],
  invalid_reason: ["invalid reason", "Grund ungültig"],
  taken_email: ["taken e-mail", "E-Mail vergeben"],
  error: ["error", "Fehler"],
});

export const t = catalogue({
  webhooks: ["Webhooks", "Webhooks"],
  log: ["Log", "Protokoll"],
  issues: ["Issues", "Probleme"],
  eventTypes: ["Event types", "Ereignistypen"],
  replays: ["Replays", "Wiederholungen"],
  searchById: ["Search by event ID", "Nach Ereignis-ID suchen"],
  searchHint: ["Event ID or its beginning", "Ereignis-ID oder ihr Anfang"],
  new: ["{count} new", "{count} neu"],
  acknowledge: ["Acknowledge", "Übernehmen"],
  acknowledgeTitle: ["Acknowledge this issue", "Dieses Problem übernehmen"],
  acknowledgeDescription: [
    "Tells the others that you look after it. It counts as new again with the next failure of its kind.",
    "Sagt den anderen, dass Sie sich darum kümmern. Mit dem nächsten Fehler dieser Art gilt es wieder als neu.",
  ],
  acknowledgeIssue: ["Acknowledge issue", "Problem übernehmen"],
  note: ["Note (optional)", "Notiz (freiwillig)"],
  nothingChanged: [
    "Nothing was changed. You can try again.",
    "Nichts wurde geändert. Sie können es noch einmal versuchen.",
  ],
  cancel: ["Cancel", "Abbrechen"],
  looksAfter: ["{who} looks after it since <when></when>", "{who} kümmert sich darum, Beginn <when></when>"],
  quoted: [": “{text}”", ": „{text}“"],
  openCount: ["Open", "Offen"],
  failures: ["Failures", "Fehler"],
  firstSeen: ["First seen", "Zuerst"],
  lastSeen: ["Last seen", "Zuletzt"],
  open: ["open", "offen"],
  acknowledged: ["acknowledged", "übernommen"],
  mended: ["mended", "behoben"],
  loadingIssues: ["Loading issues", "Die Probleme werden geladen"],
  issuesNotLoaded: ["The issues could not be loaded", "Die Probleme ließen sich nicht laden"],
  noneFailed: ["No webhook has failed", "Kein Webhook ist fehlgeschlagen"],
  noneFailedHelp: [
    "When the data of a genuine webhook cannot be right, or applying it breaks, it is kept, and grouped here by its cause until it is replayed.",
    "Wenn die Daten eines echten Webhooks nicht stimmen können oder das Anwenden scheitert, bleibt er erhalten und steht hier nach Ursache, bis er erneut angewendet ist.",
  ],
  replayCount: [
    "Replay {count, plural, one {# webhook} other {# webhooks}}",
    "{count, plural, one {# Webhook} other {# Webhooks}} erneut anwenden",
  ],
  manyConsequence: [
    "Each event is applied again under its own ID and its own time, as a new attempt. What is newer stays. No e-mail is sent and no session is ended a second time.",
    "Jedes Ereignis wird unter seiner eigenen ID und Zeit erneut angewendet, als neuer Versuch. Was neuer ist, bleibt. Keine E-Mail wird ein zweites Mal gesendet und keine Sitzung ein zweites Mal beendet.",
  ],
  keptWithEvery: [
    "Kept with every attempt, and in the audit.",
    "Steht danach bei jedem Versuch und im Protokoll.",
  ],
});
