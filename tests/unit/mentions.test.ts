import { describe, expect, test } from "vitest";
import { mentions, searchedWords, withoutMentions } from "../../shared/mentions";

/** How words that people wrote are found to be about somebody. */
const zoe = searchedWords(["Zoe@Klinik.example", "+49 30 901820", "Zoë Müller", "Li", null]);

describe("somebody is named", () => {
  test.each([
    ["by an address in any case", "ask ZOE@klinik.EXAMPLE first"],
    ["by an address in an address", "?q=zoe%40klinik.example&state=failed"],
    ["by a number with gaps of another kind", "call +49 (30) 90-18-20"],
    ["by a whole name, composed or not", "the file of Zoe\u0308 Mu\u0308ller"],
    ["in JSON that escapes what is not ASCII", String.raw`{"name":"Zo\u00eb M\u00fcller"}`],
  ])("%s", (_, text) => expect(mentions(text, zoe)).toBe(true));
});

describe("nobody is named", () => {
  test.each([
    ["by a last name that others have too", "all called Müller"],
    ["by a word too short to mean anybody", "Limit"],
    ["by somebody else's address", "zoe@praxis.example"],
    ["by a broken address", "100 % of Zoë"],
  ])("%s", (_, text) => expect(mentions(text, zoe)).toBe(false));
});

test("only texts that name them are replaced, however deep, and what is not changed is said to be so", () => {
  const run = { name: "Outage", at: 4, filter: { query: "zoe@klinik.example", states: ["failed"] } };
  expect(withoutMentions(run, zoe, "(removed)")).toEqual({
    ...run,
    filter: { query: "(removed)", states: ["failed"] },
  });
  expect(withoutMentions({ name: "Outage" }, zoe, "(removed)")).toBeNull();
});
