import { JUDGED_LATER, keyOf, LET_IN_LATER, verdicts } from "../../../../shared/fixed-sentences";
import { catalogue } from "../../../lib/i18n/catalogue";
import { faultySentence } from "../fault-words";

const words = catalogue({
  signature: [
    "No active secret gives the signature it carries. It was refused and changed nothing.",
    "Kein aktives Geheimnis ergibt die Signatur, die er trägt. Er wurde abgewiesen und hat nichts geändert.",
  ],
  timestamp: [
    "Its timestamp is missing or more than 300 s from this server’s clock. It was refused and changed nothing.",
    "Sein Zeitstempel fehlt oder weicht mehr als 300 s von der Uhr dieses Servers ab. Er wurde abgewiesen und hat nichts geändert.",
  ],
  malformed: [
    "It could not be read as an event. It was refused and changed nothing.",
    "Er war nicht als Ereignis lesbar. Er wurde abgewiesen und hat nichts geändert.",
  ],
  too_large: [
    "It is larger than 256 KB. It was refused unread and changed nothing.",
    "Er ist größer als 256 KB. Er wurde ungelesen abgewiesen und hat nichts geändert.",
  ],
  content_type: [
    "It is not JSON. It was refused and changed nothing.",
    "Er ist kein JSON. Er wurde abgewiesen und hat nichts geändert.",
  ],
  rate_limited: [
    "Its source sent too many unverified requests. It was refused and changed nothing.",
    "Seine Quelle sandte zu viele ungeprüfte Anfragen. Er wurde abgewiesen und hat nichts geändert.",
  ],
  applied: ["Genuine, new and in order: it was applied.", "Echt, neu und in der Reihe: Er wurde angewendet."],
  duplicate: [
    "Genuine, but this event had already been taken: nothing was changed again.",
    "Echt, aber dieses Ereignis war schon angenommen: Nichts wurde noch einmal geändert.",
  ],
  stale: [
    "Genuine, but something newer had already been applied: nothing was changed.",
    "Echt, aber Neueres war schon angewendet: Nichts wurde geändert.",
  ],
  ignored: [
    "Genuine, of a type Tandem does not act on: it was kept and changed nothing.",
    "Echt, von einer Art, nach der Tandem nicht handelt: Er wurde behalten und hat nichts geändert.",
  ],
  unmatched: [
    "Genuine, for somebody unknown here: it was kept and changed nothing.",
    "Echt, für jemanden, der hier unbekannt ist: Er wurde behalten und hat nichts geändert.",
  ],
  matchedLater: [
    "Genuine, for somebody not yet known here: it was kept, and applied when they were.",
    "Echt, für jemanden, der hier noch unbekannt war: Er wurde behalten und später angewendet.",
  ],
  mended: [
    "Genuine, but it could not be applied when it came. A replay has mended that.",
    "Echt, ließ sich aber nicht gleich anwenden. Eine Wiederholung hat das behoben.",
  ],
  takenEmail: [
    "Genuine, but another account has the e-mail address it tells: the account was not changed. Change or delete that one, and this is applied by itself, or by a replay.",
    "Echt, aber ein anderes Konto hat die genannte E-Mail-Adresse: Das Konto wurde nicht geändert. Ändern oder löschen Sie jenes; dann wird er von selbst angewendet, oder durch eine Wiederholung.",
  ],
  freed: [
    "The other account has given the e-mail address up.",
    "Das andere Konto hat die E-Mail-Adresse aufgegeben.",
  ],
  broke: [
    "Genuine, but applying it broke: nothing was changed. Replay it when that is mended.",
    "Echt, aber das Anwenden scheiterte: Nichts wurde geändert. Wenden Sie ihn erneut an, sobald das behoben ist.",
  ],
  letInLater: ["Later an admin let it in.", "Später hat ihn ein Admin eingelassen."],
  judgedLater: [
    "It was judged only when somebody here had its IDs: at first nobody had.",
    "Beurteilt wurde er erst, als hier jemand seine IDs hatte: Anfangs hatte sie niemand.",
  ],
});

const saidAfter = [
  [LET_IN_LATER, "letInLater"],
  [JUDGED_LATER, "judgedLater"],
] as const;

/** What became of a webhook, in the operator's language; a sentence that is none of ours stays. */
export function verdictWords(text: string): string {
  const [after, afterKey] = saidAfter.find(([sentence]) => text.endsWith(sentence)) ?? ["", null];
  const before = text.slice(0, text.length - after.length);
  const key = keyOf(verdicts, before);
  const verdict = key ? words(key) : faultySentence(before);
  if (!verdict) return text;
  return afterKey ? `${verdict} ${words(afterKey)}` : verdict;
}
