import { keyOf, readStillDiffer, receipts } from "../../../../shared/fixed-sentences";
import { fieldName } from "../../../lib/field-title";
import { formatList } from "../../../lib/format";
import { catalogue } from "../../../lib/i18n/catalogue";

const done = catalogue({
  register: [
    "Registered in the backend and read back from both sides.",
    "Im Backend registriert und auf beiden Seiten nachgelesen.",
  ],
  update: ["Both sides read back; they agree.", "Beide Seiten nachgelesen; sie stimmen überein."],
  link_existing: [
    "The IDs are stored on both sides and were read back.",
    "Die IDs sind auf beiden Seiten gespeichert und nachgelesen.",
  ],
  resend_welcome: [
    "The backend has logged the welcome e-mail as sent.",
    "Das Backend hat die Begrüßung als gesendet verzeichnet.",
  ],
  restore: ["The CRM contact is active again; read back.", "Der CRM-Kontakt ist wieder aktiv; nachgelesen."],
  archive: ["The CRM contact is archived; read back.", "Der CRM-Kontakt ist archiviert; nachgelesen."],
  unproved: [
    "The backend accepted it; its log does not show it yet.",
    "Das Backend hat es angenommen; sein Protokoll zeigt es noch nicht.",
  ],
});

const t = catalogue({
  stillDiffer: [
    "{done} These fields still differ: {fields}.",
    "{done} Diese Felder weichen noch ab: {fields}.",
  ],
});

/** What a job has done, in the operator's language; a sentence that is none of ours stays. */
export function receiptWords(summary: string): string {
  const key = keyOf(receipts, summary);
  if (key) return done(key);
  const left = readStillDiffer(summary);
  const first = left && keyOf(receipts, left.done);
  if (!left || !first) return summary;
  return t("stillDiffer", { done: done(first), fields: formatList(left.fields.map(fieldName)) });
}
