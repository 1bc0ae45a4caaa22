import { foldText } from "./search-text";

/** Whether words that somebody wrote name a person: by an e-mail address, a phone number, a whole name or an ID. */

/** Shorter words are found in texts that mean somebody else. */
const SHORTEST = 5;

/** What is looked for: each word once, in lower case. Too short ones are left out. */
export function searchedWords(words: readonly (string | null | undefined)[]): string[] {
  const tidy = words.map((word) => lower((word ?? "").trim()));
  return [...new Set(tidy)].filter((word) => word.length >= SHORTEST);
}

/**
 * Whether a text holds one of `searchedWords`, as it was typed, or as part of an address or of JSON. Numbers are found
 * whatever their gaps, and names whatever stands between their parts and however an umlaut is written.
 */
export function mentions(text: string, words: readonly string[]): boolean {
  const forms = [...new Set([text, decoded(text), unescaped(text)].map(lower))];
  const numbers = forms.map(dense);
  const names = forms.map(spaced);
  return words.some((word) => {
    if (isNumber(word)) return numbers.some((form) => form.includes(dense(word)));
    if (isName(word)) return names.some((form) => form.includes(spaced(word)));
    return forms.some((form) => form.includes(word));
  });
}

/** A copy in which every text that mentions one of the words is `instead`; `null` when none does. */
export function withoutMentions<Value>(
  value: Value,
  words: readonly string[],
  instead: string,
): Value | null {
  let found = false;
  const walk = (part: unknown): unknown => {
    if (typeof part === "string") {
      if (!mentions(part, words)) return part;
      found = true;
      return instead;
    }
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, walk(inner)]));
  };
  const copy = walk(value) as Value;
  return found ? copy : null;
}

const lower = (text: string) => text.normalize("NFC").toLowerCase();

const isNumber = (word: string) => !/\p{L}/u.test(word);
const isName = (word: string) => /\s/u.test(word);

/** Phone numbers are written with all kinds of gaps. */
const dense = (text: string) => text.replace(/[\s()/.–-]/gu, "");

/** Parts of names as words. One begins where a word begins; it may go on, as in a genitive. */
const spaced = (text: string) => ` ${foldText(text)}`.replace(/[^\p{L}\p{N}]+/gu, " ");

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

const unescaped = (text: string) =>
  text.replace(/\\u(?<code>[\da-f]{4})/giu, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
