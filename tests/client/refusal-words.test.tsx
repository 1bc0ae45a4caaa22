import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ChangePasswordInput } from "../../shared/session-api";
import { GateSettings } from "../../shared/settings-api";
import { readRefusal, refusals } from "../../shared/refusals";
import { loadCodeInEachTest } from "./own-language";

loadCodeInEachTest();

/** Every refusal as the server would say it: a count where a count belongs, else a word that none of ours is. */
const values: Record<string, string> = {
  ...{ count: "7", role: "support", runState: "paused", asked: "resumed" },
  ...{ day: "2026-11-23", min: "1", max: "10,000" },
};
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
  test("in English every sentence is worded as it was sent, with the console's apostrophes", async () => {
    const words = await wordsIn("en");
    for (const { key, text } of said) expect.soft(words(text), key).toBe(text.replaceAll("'", "’"));
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
    expect(words("This person was purged on 2026-11-23. Nothing is left to restore.")).toContain(
      "am 23.11.2026",
    );
    expect(words("Your role (viewer) may not do this.")).toBe("Ihre Rolle (Lesezugriff) darf das nicht.");
  });

  test("what a form finds itself is said in German too, and what a schema has no words for is said in ours", async () => {
    document.cookie = "tandem_language=de";
    const { wordIssue } = await import("../../client/lib/word-issue");
    const wordsOf = (schema: z.ZodType, value: unknown) =>
      schema.safeParse(value).error?.issues.map(wordIssue);
    expect(wordsOf(ChangePasswordInput, { current: "", password: "short" })).toEqual([
      "Geben Sie Ihr Passwort ein.",
      "Verwenden Sie mindestens 12 Zeichen.",
    ]);
    expect(wordsOf(GateSettings.shape.burst, 0)).toEqual(["Geben Sie eine ganze Zahl von 1 bis 10.000 ein."]);
    expect(wordsOf(z.string().max(120), "x".repeat(121))).toEqual(["Höchstens 120 Zeichen."]);
    expect(wordsOf(z.string().min(1), "")).toEqual(["Füllen Sie das aus."]);
  });

  test("a sentence of a newer server, or none of ours, stays as it was sent", async () => {
    const { wordRefusal } = await import("../../client/lib/word-refusal");
    expect(wordRefusal({ key: "not_thought_of_yet", values: {} })).toBeNull();
    expect(readRefusal("The moon is full.")).toBeNull();
  });
});
