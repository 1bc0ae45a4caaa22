import type { evidenceSays } from "../../../../shared/evidence-sentences";
import { catalogue } from "../../../lib/i18n/catalogue";
import type { AllOf } from "../../../lib/i18n/told";

/** What speaks for or against two records being one person. */
export const evidenceWords = catalogue({
  namesNoContact: ["The account stores no contact’s ID.", "Das Konto speichert keine Kontakt-ID."],
  namesContact: ["The account stores this contact’s ID.", "Das Konto speichert die ID dieses Kontakts."],
  namesOtherContact: [
    "The account stores another contact’s ID, {id}.",
    "Das Konto speichert die ID eines anderen Kontakts, {id}.",
  ],
  namesNoUser: ["The contact stores no account’s ID.", "Der Kontakt speichert keine Konto-ID."],
  namesUser: ["The contact stores this account’s ID.", "Der Kontakt speichert die ID dieses Kontos."],
  namesOtherUser: [
    "The contact stores another account’s ID, {id}.",
    "Der Kontakt speichert die ID eines anderen Kontos, {id}.",
  ],
  oneEmail: [
    "Only one side has an e-mail address, or neither.",
    "Nur eine Seite hat eine E-Mail-Adresse, oder keine.",
  ],
  sameEmail: ["Both have the e-mail address {value}.", "Beide haben die E-Mail-Adresse {value}."],
  otherEmail: [
    "The e-mail address differs: {account} and {contact}.",
    "Die E-Mail-Adresse weicht ab: {account} und {contact}.",
  ],
  onePhone: [
    "Only one side has a phone number, or neither.",
    "Nur eine Seite hat eine Telefonnummer, oder keine.",
  ],
  samePhone: ["Both have the phone number {value}.", "Beide haben die Telefonnummer {value}."],
  otherPhone: [
    "The phone number differs: {account} and {contact}.",
    "Die Telefonnummer weicht ab: {account} und {contact}.",
  ],
  oneName: ["Only one side has a name, or neither.", "Nur eine Seite hat einen Namen, oder keine."],
  sameName: ["Both have the name {value}.", "Beide haben den Namen {value}."],
  otherName: ["The name differs: {account} and {contact}.", "Der Name weicht ab: {account} und {contact}."],
  madeWithinMinute: ["Made within 1 minute.", "Binnen 1 Minute entstanden."],
  madeWithin: ["Made within {count} minutes.", "Binnen {count} Minuten entstanden."],
  madeLessThanDay: ["Made less than a day apart.", "Weniger als einen Tag auseinander entstanden."],
  madeDayApart: ["Made 1 day apart.", "1 Tag auseinander entstanden."],
  madeApart: ["Made {count} days apart.", "{count} Tage auseinander entstanden."],
  noOtherClaimant: [
    "No other account stores this contact’s ID.",
    "Kein anderes Konto speichert die ID dieses Kontakts.",
  ],
  otherClaimant: ["1 other account stores its ID.", "1 anderes Konto speichert seine ID."],
  otherClaimants: ["{count} other accounts store its ID.", "{count} andere Konten speichern seine ID."],
  archived: ["The contact is archived.", "Der Kontakt ist archiviert."],
} satisfies AllOf<typeof evidenceSays>);
