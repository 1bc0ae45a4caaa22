import type { Explanation, Sentence } from "../../../../shared/explanation";
import { fieldName } from "../../../lib/field-title";
import { formatList } from "../../../lib/format";
import { catalogue } from "../../../lib/i18n/catalogue";
import { errorSentence } from "../error-words";
import { detailsWords, whyWords } from "../why-words";

/** Why a person's two sides are in this state. */
const sentences = catalogue({
  linked: [
    "Both sides exist, point at each other, and agree.",
    "Beide Seiten bestehen, verweisen aufeinander und stimmen überein.",
  ],
  running: ["A job is talking to the backend right now.", "Ein Auftrag spricht gerade mit dem Backend."],
  queued: ["Waiting for its turn.", "Wartet, bis die Reihe daran kommt."],
  never_synced: [
    "This account has never reached the CRM: it has no contact and no job is under way.",
    "Dieses Konto ist nie im CRM angekommen: Es hat keinen Kontakt, und kein Auftrag ist in Arbeit.",
  ],
  matched_by_email: [
    "An account and a contact share this e-mail and nobody else has it, but neither stores the other’s ID.",
    "Ein Konto und ein Kontakt haben dieselbe E-Mail, die sonst niemand hat, aber keine Seite speichert die ID der anderen.",
  ],
  backlink_missing: [
    "The account and the contact belong together, but only one of them stores the other’s ID.",
    "Konto und Kontakt gehören zusammen, aber nur eine Seite speichert die ID der anderen.",
  ],
  no_account: [
    "A contact without an account: this person has never registered.",
    "Ein Kontakt ohne Konto: Diese Person hat sich nie registriert.",
  ],
  account_not_found: [
    "The contact names an account that does not exist here.",
    "Der Kontakt nennt ein Konto, das es hier nicht gibt.",
  ],
  ambiguous_email: [
    "Several accounts or contacts share this e-mail, so it does not say who belongs to whom.",
    "Mehrere Konten oder Kontakte haben diese E-Mail; sie sagt also nicht, wer zu wem gehört.",
  ],
  contact_claimed_twice: [
    "Two or more accounts name this contact.",
    "Zwei oder mehr Konten nennen diesen Kontakt.",
  ],
  contact_names_another_user: [
    "The contact names another account than the one that names it.",
    "Der Kontakt nennt ein anderes Konto als das, das ihn nennt.",
  ],
  contact_mismatch: [
    "The account and the contact do not name each other.",
    "Konto und Kontakt nennen einander nicht.",
  ],
  ids_disagree: ["The IDs disagree.", "Die IDs widersprechen sich."],
  contact_archived: ["The CRM contact is archived.", "Der CRM-Kontakt ist archiviert."],
  contact_not_found: [
    "The CRM contact this account names does not exist.",
    "Den CRM-Kontakt, den dieses Konto nennt, gibt es nicht.",
  ],
  waiting: [
    "{cause} Attempt {attempts, number} failed; nothing is lost.",
    "{cause} Versuch {attempts, number} ist fehlgeschlagen; nichts ist verloren.",
  ],
  gave_up: [
    "{cause} Tandem gave up {attempts, plural, =0 {at the first attempt} one {at the first attempt} other {after # attempts}}.",
    "{cause} Tandem hat {attempts, plural, =0 {beim ersten Versuch} one {beim ersten Versuch} other {nach # Versuchen}} aufgegeben.",
  ],
  it_said: ["It said: {text}.", "Es sagte: {text}."],
  drifted: [
    "The sides are linked, but the {fields} {count, plural, one {differs} other {differ}}.",
    "Die Seiten sind verknüpft, aber {count, plural, one {ein Feld weicht} other {# Felder weichen}} ab: {fields}.",
  ],
  data_differ: ["The sides are linked, but the data differ.", "Die Seiten sind verknüpft, weichen aber ab."],
  deleted: [
    "The account is soft-deleted and cannot sign in. No active CRM contact is left.",
    "Das Konto ist stillgelegt und kann sich nicht anmelden. Kein aktiver CRM-Kontakt ist übrig.",
  ],
  deleted_contact_active: [
    "The account is soft-deleted and cannot sign in. The CRM contact is still active.",
    "Das Konto ist stillgelegt und kann sich nicht anmelden. Der CRM-Kontakt ist noch aktiv.",
  ],
  reason_given: ["Reason given: {text}", "Angegebener Grund: {text}"],
});

/** What happens next. */
const nexts = catalogue({
  outcome_follows: ["The outcome follows by itself.", "Das Ergebnis folgt von selbst."],
  tries_again: ["Tandem tries again by itself.", "Tandem versucht es von selbst noch einmal."],
  starts_by_itself: ["Tandem starts it by itself.", "Tandem beginnt von selbst."],
  somebody_must_act: [
    "Nothing more happens until somebody acts.",
    "Es geschieht nichts mehr, bis jemand handelt.",
  ],
  mend_data: [
    "The backend would refuse the same again: the data have to be mended first.",
    "Das Backend würde dasselbe wieder ablehnen: Erst müssen die Daten stimmen.",
  ],
  mend_key: [
    "The backend’s key has to be mended first; an admin does that in the settings.",
    "Erst muss der Schlüssel zum Backend stimmen; das erledigt ein Admin in den Einstellungen.",
  ],
  register_links: [
    "If they register with this e-mail, the two are linked.",
    "Registriert sich die Person mit dieser E-Mail, werden beide verknüpft.",
  ],
  resync_keeps: [
    "A resync keeps the account’s e-mail and, of names and phone, what changed last.",
    "Neu abgleichen behält die E-Mail des Kontos und von Namen und Telefon das zuletzt Geänderte.",
  ],
  a_person_decides: [
    "Nothing is changed until a person has decided which two belong together.",
    "Nichts wird geändert, bis ein Mensch entschieden hat, welche beiden zusammengehören.",
  ],
});

/** Why a person is in this state, in a sentence or two. */
export function sentenceWords(sentence: Sentence): string {
  switch (sentence.key) {
    case "waiting": {
      const { errorCode, attempts } = sentence.values;
      return sentences("waiting", { cause: errorSentence(errorCode), attempts });
    }
    case "gave_up": {
      const { errorCode, attempts, said } = sentence.values;
      const told = sentences("gave_up", { cause: errorSentence(errorCode), attempts });
      return said ? `${told} ${sentences("it_said", { text: detailsWords(said) })}` : told;
    }
    case "drifted": {
      const { fields } = sentence.values;
      if (fields.length === 0) return sentences("data_differ");
      return sentences("drifted", { fields: formatList(fields.map(fieldName)), count: fields.length });
    }
    case "deleted": {
      const { contactActive, reason } = sentence.values;
      const told = sentences(contactActive ? "deleted_contact_active" : "deleted");
      return reason ? `${told} ${sentences("reason_given", { text: whyWords(reason) })}` : told;
    }
    default:
      return sentences(sentence.key);
  }
}

export const nextWords = (next: NonNullable<Explanation["next"]>): string => nexts(next);
