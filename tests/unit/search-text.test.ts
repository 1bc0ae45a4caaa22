import fc from "fast-check";
import { expect, test } from "vitest";
import { foldText, matchRanges, searchText, searchWords } from "../../shared/search-text";

const letters = fc.string({ unit: fc.constantFrom(..."aeousäöüßéşłœnrm m"), maxLength: 20 });

test("mueller, muller and Müller are one word", () => {
  expect(new Set(["mueller", "muller", "Müller", "MÜLLER", "Mu\u0308ller"].map(foldText))).toEqual(
    new Set(["muller"]),
  );
  expect(foldText("Straße")).toBe(foldText("Strasse"));
});

test("while somebody is still typing, what they have typed so far is found (folding keeps prefixes)", () => {
  fc.assert(
    fc.property(letters, fc.nat(20), (text, length) => {
      const prefix = text.slice(0, length);
      expect(foldText(text).startsWith(foldText(prefix))).toBe(true);
    }),
  );
});

test("every word of a text finds it", () => {
  fc.assert(
    fc.property(letters, (text) => {
      const stored = searchText([text]).split(" ");
      for (const word of searchWords(text)) expect(stored).toContain(word);
    }),
  );
});

test("the letters that matched are marked in the text as it is written", () => {
  const marked = (text: string, query: string) =>
    matchRanges(text, query).map(([start, end]) => text.slice(start, end));
  expect(marked("Dr. Jörg Müller", "mueller joe")).toEqual(["Jö", "Müller"]);
  expect(marked("joerg.mueller@klinik.de", "müller")).toEqual(["mueller"]);
  expect(marked("Anna Meier", "müller")).toEqual([]);
  expect(marked("Anna Meier", "")).toEqual([]);
});
