import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readRefusal, refusals } from "../../shared/refusals";

beforeEach(() => vi.resetModules());
afterEach(() => void (document.cookie = "tandem_language=; max-age=0"));

/** Every refusal as the server would say it: a count where a count belongs, else a word that none of ours is. */
const values: Record<string, string> = { count: "7", role: "support", runState: "paused", asked: "resumed" };
const said = Object.entries(refusals)
  .filter(([, sentence]) => sentence.endsWith("."))
  .map(([key, sentence]) => ({
    key,
    text: sentence.replaceAll(/\{(\w+)\}/gu, (_, name: string) => values[name] ?? "Xyz"),
  }));

async function wordsIn(language: string) {
  document.cookie = `tandem_language=${language}`;
  const { wordRefusal } = await import("../../client/lib/word-refusal");
  return (text: string) => {
    const told = readRefusal(text);
    return told && wordRefusal(told);
  };
}

describe("why the server refuses", () => {
  test("in English every sentence is worded as it was sent", async () => {
    const words = await wordsIn("en");
    for (const { key, text } of said) expect.soft(words(text), key).toBe(text);
  });

  test("in German every one of them is said in German, with what it tells of", async () => {
    const words = await wordsIn("de");
    for (const { key, text } of said) {
      const german = words(text);
      expect.soft(german, key).toMatch(/\.$/u);
      expect.soft(german, key).not.toBe(text);
      if (text.includes("7")) expect.soft(german, key).toContain("7");
    }
    expect(words("This run is paused: it cannot be resumed.")).toBe(
      "Dieser Lauf ist angehalten; er lässt sich jetzt nicht fortsetzen.",
    );
    expect(words("Your role (viewer) may not do this.")).toBe("Ihre Rolle (Lesezugriff) darf das nicht.");
  });

  test("a sentence of a newer server, or none of ours, stays as it was sent", async () => {
    const { wordRefusal } = await import("../../client/lib/word-refusal");
    expect(wordRefusal({ key: "not_thought_of_yet", values: {} })).toBeNull();
    expect(readRefusal("The moon is full.")).toBeNull();
  });
});
