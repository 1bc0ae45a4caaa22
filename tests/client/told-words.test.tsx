import { describe, expect, test, vi } from "vitest";
import { auditSays } from "../../shared/audit-sentences";
import { attemptSays } from "../../shared/attempt-sentences";
import { causes } from "../../shared/error-sentences";
import { evidenceSays } from "../../shared/evidence-sentences";
import { happened } from "../../shared/fixed-sentences";
import { historySays } from "../../shared/history-sentences";
import { jobNames } from "../../shared/jobs";
import { healthSays } from "../../shared/health-sentences";
import { say } from "../../shared/sentence";
import { traceSays } from "../../shared/trace-sentences";
import { faultSays, webhookFaults } from "../../shared/webhook-faults";
import { loadCodeInEachTest } from "./own-language";

loadCodeInEachTest();

const person = "../../client/features/users/person";
async function wordsIn(language: "en" | "de") {
  document.cookie = `tandem_language=${language}`;
  const { whyWords } = await import("../../client/features/users/why-words");
  const { stepSentence } = await import(`${person}/trace-sentences`);
  const { evidenceSentence } = await import(`${person}/match-sentences`);
  const { happenedWords } = await import(`${person}/happened-words`);
  const { summaryOf } = await import("../../client/features/audit/summary-of");
  const auditSummary = (summary: string) => summaryOf({ summary });
  const { detailWords } = await import("../../client/features/backend/detail-words");
  return { whyWords, stepSentence, evidenceSentence, happenedWords, auditSummary, detailWords };
}

const filled = (table: Record<string, string>) =>
  Object.entries(table).map(([key, sentence]) => ({ key, text: sentence.replaceAll(/\{\w+\}/gu, "7") }));

describe.each([
  ["attempts", "whyWords", { ...attemptSays, ...causes }],
  ["the backend and the store", "detailWords", healthSays],
  ["steps of a trace", "stepSentence", traceSays],
  ["evidence of a match", "evidenceSentence", evidenceSays],
  ["a person's history", "happenedWords", historySays],
  ["the console itself, in the audit", "auditSummary", { ...auditSays, ...historySays }],
] as const)("what is said of %s", (_, reader, table) => {
  test("stays in English as it was written, and is said in German otherwise", async () => {
    const english = (await wordsIn("en"))[reader];
    for (const { key, text } of filled(table)) expect.soft(english(text), key).toBe(text);
    vi.resetModules();
    const german = (await wordsIn("de"))[reader];
    for (const { key, text } of filled(table)) expect.soft(german(text), key).not.toBe(text);
    expect(german("Something that nobody has foreseen.")).toBe("Something that nobody has foreseen.");
  });
});

test("what happened to a person is told by the audit in the same words as in their timeline", async () => {
  const { auditSummary, happenedWords } = await wordsIn("de");
  for (const text of Object.values(happened)) expect.soft(auditSummary(text), text).toBe(happenedWords(text));
});

test("a sentence within a sentence is said in German too, and so are fields, jobs and sides", async () => {
  const { whyWords, stepSentence, evidenceSentence, happenedWords } = await wordsIn("de");
  expect(whyWords(say(attemptSays.writtenDiffers, { fields: "last name, phone" }))).toBe(
    "Geschrieben, aber beim Nachlesen weichen noch ab: Nachname und Telefon.",
  );
  expect(whyWords("The user changed meanwhile, so it is done once more.")).toContain("(Konto)");
  expect(stepSentence(say(traceSays.failedLastKnown, { why: causes.timeout }))).toBe(
    "Das Backend hat nicht rechtzeitig geantwortet. Gezeigt ist, was zuletzt bekannt war.",
  );
  const open = say(traceSays.jobOpen, { kind: jobNames.update });
  expect(stepSentence(say(traceSays.willFail, { step: open, fields: "phone" }))).toBe(
    "Mit dem Backend neu abgleichen. Dieser Auftrag ist schon offen: Er wird beschleunigt. Er wird fehlschlagen, denn seit jemand zwischen den Seiten gewählt hat, geändert: Telefon.",
  );
  expect(stepSentence(`${jobNames.register}.`)).toBe("Im Backend registrieren.");
  expect(evidenceSentence("Both have the phone number +49 151 2345.")).toBe(
    "Beide haben die Telefonnummer +49 151 2345.",
  );
  expect(happenedWords(say(historySays.jobFailed, { kind: jobNames.register, why: causes.validation }))).toBe(
    "Im Backend registrieren: fehlgeschlagen. Das Backend hat die Daten abgelehnt.",
  );
  expect(happenedWords("Chose phone from the CRM, e-mail from the account.")).toBe(
    "Gewählt: Telefon aus dem CRM, E-Mail aus dem Konto.",
  );
  expect(happenedWords('Archive contact in the run "Outage 3 Nov".')).toBe(
    "Kontakt archivieren im Lauf „Outage 3 Nov“.",
  );
});

test("what is wrong with an event's data is said in German too, with the name of its field", async () => {
  await wordsIn("de");
  const { faultySentence } = await import("../../client/features/webhooks/fault-words");
  const { verdictWords } = await import("../../client/features/webhooks/delivery/verdict-words");
  for (const fault of Object.values(webhookFaults)) {
    const about = { field: "lastName", fault: fault.replace("{max}", "200") };
    expect.soft(faultySentence(say(faultSays.ofIssue, about))).not.toContain(about.fault);
  }
  const fault = webhookFaults.email;
  expect(faultySentence(say(faultSays.ofIssue, { field: "email", fault }))).toBe(
    "E-Mail: Das ist keine E-Mail-Adresse.",
  );
  expect(verdictWords(say(faultSays.ofArrival, { field: "last name", fault: webhookFaults.wrong }))).toBe(
    "Echt, aber ein Feld kann nicht stimmen (Nachname): Das kann nicht stimmen. Nichts wurde geändert.",
  );
});
