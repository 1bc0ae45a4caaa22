import { describe, expect, it } from "vitest";
import { mailLanguage } from "../../server/reference-backend/mail/language";
import {
  type ConfirmedBooking,
  registrationConfirmation,
} from "../../server/reference-backend/mail/registration-confirmation";
import { renderMail } from "../../server/reference-backend/mail/render";

const parties = { organization: "Haff Events", firstName: "Petra" };
const booking: ConfirmedBooking = {
  ticketNumber: "T-2026-0042",
  eventName: "Herz & Niere <2026>",
  startDate: Date.UTC(2026, 2, 14, 8, 30),
  location: "Rostock",
  items: [
    { name: "Teilnahme", quantity: 1 },
    { name: "Abendessen", quantity: 2 },
  ],
  total: 19_950,
  currency: "EUR",
  payment: "invoice",
};

/** As Intl writes them, with spaces that do not break. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/gu, " ");

describe("the confirmation of a booking is its ticket", () => {
  it("in German: number, event, local time, place, what was booked and the amount", () => {
    const { subject, text } = renderMail(registrationConfirmation.de(parties, booking), "de");
    expect(subject).toBe("Ihre Anmeldung: Herz & Niere <2026>");
    expect(plain(text)).toContain(
      "Ticketnummer: T-2026-0042\nVeranstaltung: Herz & Niere <2026>\n" +
        "Beginn: Samstag, 14. März 2026 um 09:30\nOrt: Rostock\nGebucht: Teilnahme, 2 × Abendessen\nBetrag: 199,50 €",
    );
    expect(text).toContain("Rechnung");
  });

  it("in English, and in HTML without anything that somebody typed being taken for HTML", () => {
    const { html, text } = renderMail(registrationConfirmation.en(parties, booking), "en");
    expect(plain(text)).toMatch(/Begins: Saturday,? 14 March 2026 at 09:30/u);
    expect(html).toContain('<html lang="en">');
    expect(html).toContain("Herz &#38; Niere &#60;2026&#62;");
  });

  it("says free of charge instead of nought, and leaves out what is not known", () => {
    const free = { ...booking, total: 0, payment: undefined, startDate: undefined, location: undefined };
    const { text } = renderMail(registrationConfirmation.de(parties, free), "de");
    expect(text).toContain("Betrag: kostenfrei");
    expect(text).not.toMatch(/Beginn|Ort:|Rechnung/u);
  });

  it("counts money in the minor units of its currency", () => {
    const yen = { ...booking, total: 1_500, currency: "JPY" };
    expect(renderMail(registrationConfirmation.en(parties, yen), "en").text).toContain("JP¥1,500");
  });
});

describe("the language of a mail", () => {
  it.each([
    [["en"], "en"],
    [["de-AT"], "de"],
    [["fr", "en-GB"], "en"],
    [[undefined, 7, "fr"], "de"],
    [[], "de"],
  ])("of %j is %s", (wishes, language) => expect(mailLanguage(...wishes)).toBe(language));
});
