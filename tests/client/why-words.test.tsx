import { expect, test } from "vitest";
import {
  happened,
  noLonger,
  receipts,
  sessionsEndedWords,
  softDeletedWords,
  stillDiffer,
  verdicts,
  whyNot,
} from "../../shared/fixed-sentences";
import { loadCodeInEachTest } from "./own-language";

const words = async (language: "en" | "de") => {
  document.cookie = `tandem_language=${language}`;
  const { whyWords } = await import("../../client/features/users/why-words");
  const { verdictWords } = await import("../../client/features/webhooks/delivery/verdict-words");
  const { receiptWords } = await import("../../client/features/users/person/receipt-words");
  const { happenedWords } = await import("../../client/features/users/person/happened-words");
  return { whyWords, verdictWords, receiptWords, happenedWords };
};

loadCodeInEachTest();

/** As the console sets it: the server writes straight apostrophes. */
const typeset = (text: string) => text.replaceAll("'", "’");

test("in English every sentence of the server is shown as it was written", async () => {
  const { whyWords, verdictWords, receiptWords, happenedWords } = await words("en");
  for (const text of Object.values(whyNot)) expect(whyWords(text)).toBe(text);
  for (const text of Object.values(verdicts)) expect(verdictWords(text)).toBe(typeset(text));
  for (const text of Object.values(receipts)) expect(receiptWords(text)).toBe(text);
  for (const text of Object.values(happened)) expect(happenedWords(text)).toBe(typeset(text));
});

test("in German every one of them is said in German", async () => {
  const { whyWords, verdictWords, receiptWords, happenedWords } = await words("de");
  for (const text of Object.values(whyNot)) expect(whyWords(text)).not.toBe(text);
  for (const text of Object.values(verdicts)) expect(verdictWords(text)).not.toBe(text);
  for (const text of Object.values(receipts)) expect(receiptWords(text)).not.toBe(text);
  for (const text of Object.values(happened)) expect(happenedWords(text)).not.toBe(text);
});

test("a sentence that is none of them stays as it is", async () => {
  const { whyWords, verdictWords, receiptWords, happenedWords } = await words("de");
  const text = "Something that nobody has foreseen.";
  expect([whyWords, verdictWords, receiptWords, happenedWords].map((each) => each(text))).toEqual(
    Array(4).fill(text),
  );
});

test("states and fields within a sentence are said in German too", async () => {
  const { whyWords, receiptWords, verdictWords } = await words("de");
  expect(whyWords(noLonger(["failed", "convex_only"], "linked"))).toBe(
    "Nicht mehr im alten Zustand (fehlgeschlagen und nur Convex), inzwischen: verknüpft.",
  );
  expect(receiptWords(stillDiffer(receipts.register, ["phone", "email"]))).toBe(
    "Im Backend registriert und auf beiden Seiten nachgelesen. Diese Felder weichen noch ab: E-Mail und Telefon.",
  );
  expect(verdictWords(`${verdicts.signature} Later an admin let it in.`)).toMatch(
    /Später hat ihn ein Admin eingelassen\.$/u,
  );
});

test("what happened besides is said in German as well", async () => {
  const { happenedWords } = await words("de");
  expect(happenedWords(softDeletedWords(1))).toBe("Stillgelegt; 1 Sitzung im Portal beendet.");
  expect(happenedWords(softDeletedWords(0))).toBe("Stillgelegt.");
  expect(happenedWords("Soft-deleted; 1 portal sessions ended.")).toBe(happenedWords(softDeletedWords(1)));
  expect(happenedWords(`${happened["webhook.applied"]}${sessionsEndedWords(2)}`)).toBe(
    "Das Backend sandte dieses Ereignis; es wurde angewendet. 2 Sitzungen im Portal beendet.",
  );
});
