import { catalogue } from "../../../lib/i18n/catalogue";

/** How an attempt came about. */
export const attemptWords = catalogue({
  first: ["First arrival", "Zum ersten Mal da"],
  retry: ["Sent again by the backend", "Vom Backend noch einmal gesendet"],
  replay: ["Replayed", "Erneut angewendet"],
});

export const t = catalogue({
  webhook: ["Webhook", "Webhook"],
  notLoaded: ["This webhook could not be loaded", "Dieser Webhook ließ sich nicht laden"],
  loading: ["Loading this webhook", "Der Webhook wird geladen"],
  unread: ["unread request", "ungelesene Anfrage"],
  headers: ["Headers", "Kopfzeilen"],
  whatItChanged: ["What it changed", "Was er geändert hat"],
  sessionsEnded: [
    "{count, plural, one {# portal session was} other {# portal sessions were}} ended.",
    "{count, plural, one {# Sitzung im Portal wurde} other {# Sitzungen im Portal wurden}} beendet.",
  ],
  mailStopped: [
    "The welcome e-mail that was about to be sent was not sent.",
    "Die Begrüßung, die gerade gesendet werden sollte, wurde nicht gesendet.",
  ],
  nothing: ["Nothing.", "Nichts."],
  copyAsCurl: ["Copy as curl", "Als curl kopieren"],
  copiedAsCurl: ["Copied as curl", "Als curl kopiert"],
  copiedHelp: [
    "It carries the signature it came with, which counts for 300 s. Sign it anew to send it later.",
    "Er trägt die Signatur, mit der er kam; sie gilt 300 s. Signieren Sie ihn neu, um ihn später zu senden.",
  ],
  contentRemoved: ["The content was removed.", "Der Inhalt wurde entfernt."],
  valuesReplaced: [
    "Values were replaced before anything was stored.",
    "Vor dem Speichern wurden Werte ersetzt.",
  ],
  notWhole: ["The body was not kept whole.", "Der Inhalt ist nicht vollständig aufbewahrt."],
  person: ["Person", "Person"],
  eventId: ["Event ID", "Ereignis-ID"],
  happened: ["Happened", "Geschehen"],
  received: ["Received", "Eingegangen"],
  signed: ["Signed", "Signiert"],
  cameFrom: ["Came from", "Herkunft"],
  clock: ["Sender’s clock", "Uhr des Absenders"],
  took: ["Took", "Dauer"],
  noName: ["No name", "Ohne Namen"],
  allTheirs: ["all their webhooks", "alle Webhooks dieser Person"],
  schemeKey: ["{scheme}, key “{key}”", "{scheme}, Schlüssel „{key}“"],
  unproven: ["not proved; an admin let it in", "nicht bewiesen; ein Admin hat ihn eingelassen"],
  noKey: ["no active key matches", "kein aktiver Schlüssel passt"],
  manyFrom: [
    "{source}, {count, number} requests like this one",
    "{source}, {count, number} Anfragen wie diese",
  ],
  before: [
    "{time} before it happened by the sender’s clock",
    "{time} vor dem Geschehen, nach der Uhr des Absenders",
  ],
  after: ["{time} after it happened", "{time} nach dem Geschehen"],
  agrees: ["agrees with ours", "stimmt mit unserer überein"],
  ahead: ["{time} ahead of ours", "{time} vor unserer"],
  behind: ["{time} behind ours", "{time} hinter unserer"],
  levels: ["Request, delivery, attempts", "Anfrage, Zustellung, Versuche"],
  thisRequest: ["This request", "Diese Anfrage"],
  delivery: ["Delivery", "Zustellung"],
  noDelivery: ["None: it was refused.", "Keine: Sie wurde abgewiesen."],
  attempts: ["Attempts {count, number}", "Versuche {count, number}"],
  refused: ["Refused at the door", "Am Eingang abgewiesen"],
  byNow: ["By now", "Inzwischen"],
  letIn: [
    "Its signature or time had been refused; an admin let it in without that proof.",
    "Signatur oder Zeit wurden abgelehnt; ein Admin hat ihn ohne diesen Beweis eingelassen.",
  ],
  by: ["by {who}", "von {who}"],
  quoted: [": “{text}”", ": „{text}“"],
  inRun: ["in <a>a run of replays</a>", "in <a>einem Lauf von Wiederholungen</a>"],
  payload: ["Payload", "Inhalt"],
  noneKept: ["None was kept.", "Keiner aufbewahrt."],
  download: ["Download", "Herunterladen"],
  cutShort: ["Cut short here; {bytes} arrived.", "Hier gekürzt; angekommen sind {bytes}."],
  removedOn: [
    "The content was removed on {day}, as the settings say. What it changed is kept.",
    "Der Inhalt wurde am {day} entfernt, wie eingestellt. Was er geändert hat, bleibt erhalten.",
  ],
  proveByHash: [
    "Whoever has the body can prove that it is this one by its SHA-256:",
    "Wer den Inhalt hat, kann mit dem SHA-256 beweisen, dass es dieser ist:",
  ],
  redacted: [
    "Replaced before anything was stored: {fields}. The signature and the SHA-256 are of the body as it came.",
    "Vor dem Speichern ersetzt: {fields}. Signatur und SHA-256 gelten dem Inhalt, wie er kam.",
  ],
});
