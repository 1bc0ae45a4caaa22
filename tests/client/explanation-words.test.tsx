import { beforeEach, describe, expect, test } from "vitest";
import { explain } from "../../shared/explain";
import { linkStates } from "../../shared/link-state";
import { aDetail, aRow } from "./support";
import { loadCodeInEachTest } from "./own-language";

type Facts = Parameters<typeof explain>[0];
const facts = (given: Partial<Facts["row"]>, more: Partial<Facts> = {}): Facts => ({
  ...{ row: aRow(given), errorMessage: null, deletionReason: null, fields: [] },
  ...{ backendAway: false, isPossible: () => true },
  ...more,
});
const words = async () => await import("../../client/features/users/person/explanation-words");
const drifted = () => facts({ state: "drifted" }, { fields: aDetail().fields });

loadCodeInEachTest();

describe.each(["en", "de"])("why a person is in this state, in words (%s)", (language) => {
  beforeEach(() => void (document.cookie = `tandem_language=${language}`));

  test.each(linkStates)("%s has a whole sentence without exclamation marks", async (state) => {
    const { sentenceWords } = await words();
    const sentence = sentenceWords(explain(facts({ state, reason: "x" })).sentence);
    expect(sentence).toMatch(/^[A-Z].*\.$/su);
    expect(sentence).not.toMatch(/!|oops|something went wrong/iu);
  });
});

test("drifted names the fields that differ", async () => {
  const { sentenceWords } = await words();
  expect(sentenceWords(explain(drifted()).sentence)).toBe("The sides are linked, but the phone differs.");
});

test("somebody waiting for the backend hears that nothing is lost and that it goes on by itself", async () => {
  const { sentenceWords, nextWords } = await words();
  const { sentence, next } = explain(
    facts({ state: "pending", jobState: "waiting", errorCode: "timeout", attempts: 3 }),
  );
  expect(sentenceWords(sentence)).toContain("did not answer in time");
  expect(sentenceWords(sentence)).toContain("Attempt 3");
  expect(next && nextWords(next)).toContain("by itself");
});

test("what the backend said to it is told without saying twice what went wrong", async () => {
  const { sentenceWords } = await words();
  const errorMessage = "The backend refused the data (HTTP 200, VALIDATION_ERROR).";
  const row = { state: "failed", errorCode: "validation", attempts: 1 } as const;
  expect(sentenceWords(explain(facts(row, { errorMessage })).sentence)).toBe(
    "The backend refused the data. Tandem gave up at the first attempt. It said: HTTP 200, VALIDATION_ERROR.",
  );
});

test("in German the same is said in German", async () => {
  document.cookie = "tandem_language=de";
  const { sentenceWords } = await words();
  expect(sentenceWords(explain(drifted()).sentence)).toBe(
    "Die Seiten sind verknüpft, aber ein Feld weicht ab: Telefon.",
  );
  const gaveUp = explain(facts({ state: "failed", errorCode: "unreachable", attempts: 9 })).sentence;
  expect(sentenceWords(gaveUp)).toBe(
    "Das Backend war nicht erreichbar. Tandem hat nach 9 Versuchen aufgegeben.",
  );
  const { bestTitle } = await import("../../client/features/users/person/best-action");
  const { best } = explain(facts({ state: "convex_only" }));
  expect(best && bestTitle(best)).toBe("Mit dem Backend abgleichen");
  expect(bestTitle({ action: "resolveDrift", side: "crm", fields: ["phone"] })).toBe(
    "Telefon des CRM nehmen",
  );
});
