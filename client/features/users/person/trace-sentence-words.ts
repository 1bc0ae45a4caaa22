import type { traceSays } from "../../../../shared/trace-sentences";
import { catalogue } from "../../../lib/i18n/catalogue";
import type { AllOf } from "../../../lib/i18n/told";

/** What the steps of a trace say. */
export const traceSentences = catalogue({
  foundAccount: ["Found the account.", "Konto gefunden."],
  foundContact: [
    "Found a contact that belongs to no account.",
    "Kontakt gefunden, der zu keinem Konto gehört.",
  ],
  matchedAlone: [
    "Nobody on the other side belongs to this person.",
    "Auf der anderen Seite gehört niemand zu dieser Person.",
  ],
  matchedReference: [
    "The two sides belong together by the IDs they store.",
    "Beide Seiten gehören nach ihren gespeicherten IDs zusammen.",
  ],
  matchedEmail: [
    "The two sides are the only ones left with this e-mail.",
    "Beide Seiten sind die einzigen übrigen mit dieser E-Mail.",
  ],
  ambiguous: [
    "Several accounts or contacts share this e-mail, so it does not say who belongs to whom.",
    "Mehrere Konten oder Kontakte haben diese E-Mail; sie sagt also nicht, wer zu wem gehört.",
  ],
  tangled: [
    "The IDs connect more than one account and one contact.",
    "Die IDs verbinden mehr als ein Konto und einen Kontakt.",
  ],
  nothingToCompare: ["There is no contact to compare with.", "Es gibt keinen Kontakt zum Vergleichen."],
  goneLastKnown: [
    "The CRM does not have this contact any more. Shown is what was last known.",
    "Das CRM hat diesen Kontakt nicht mehr. Gezeigt ist, was zuletzt bekannt war.",
  ],
  failedLastKnown: ["{why} Shown is what was last known.", "{why} Gezeigt ist, was zuletzt bekannt war."],
  contactRead: ["Read the contact from the CRM.", "Kontakt aus dem CRM gelesen."],
  fieldsDiffer: ["These fields differ: {fields}.", "Diese Felder weichen ab: {fields}."],
  sidesAgree: ["Both sides agree.", "Beide Seiten stimmen überein."],
  jobOpen: [
    "{kind}. This job is open already: it is hurried on.",
    "{kind}. Dieser Auftrag ist schon offen: Er wird beschleunigt.",
  ],
  willFail: [
    "{step} It will fail: changed since somebody chose between the sides: {fields}.",
    "{step} Er wird fehlschlagen, denn seit jemand zwischen den Seiten gewählt hat, geändert: {fields}.",
  ],
  nothingToSync: ["There is no account to sync.", "Es gibt kein Konto zum Abgleichen."],
  dryWrite: ["Not done: this is a dry run.", "Nicht ausgeführt: Dies ist eine Probe."],
  nothingToWrite: ["Nothing to write.", "Nichts zu schreiben."],
  nothingWritten: [
    "Nothing was written, so nothing to read back.",
    "Nichts wurde geschrieben, also ist nichts nachzulesen.",
  ],
  noAttemptYet: [
    "No attempt has ended yet. It goes on by itself; look again later.",
    "Noch ist kein Versuch zu Ende. Es geht von selbst weiter; sehen Sie später noch einmal nach.",
  ],
  written: ["Written.", "Geschrieben."],
  noFieldWritten: ["No field had to be written.", "Kein Feld war zu schreiben."],
  nothingToReadBack: ["There is nothing to read back yet.", "Noch ist nichts nachzulesen."],
} satisfies AllOf<typeof traceSays>);
