/**
 * Search that forgives how a name is typed: `mueller`, `muller` and `Müller` are one word. Both the stored text and
 * the query are folded the same way, and folding keeps prefixes (the fold of a prefix is a prefix of the fold).
 */
const LETTERS: Record<string, string> = {
  ae: "a", oe: "o", ue: "u", ss: "s",
  ß: "s", æ: "a", œ: "o", ø: "o", ł: "l", đ: "d", ð: "d", þ: "t", ı: "i",
}; // prettier-ignore
const FOLDED = /ae|oe|ue|ss|[ßæœøłđðþı]/gu;

/** Lower case, accents removed, and the ways to write an umlaut made one. */
export function foldText(text: string): string {
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return bare.replace(FOLDED, (found) => LETTERS[found] ?? found);
}

/** The words of a text, folded: runs of letters and digits, as the search index cuts them. */
export function searchWords(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** What the search index stores for a person; `parts` may hold missing values. */
export function searchText(parts: Array<string | null | undefined>): string {
  const words = [...new Set(parts)].flatMap((part) => (part ? searchWords(part) : []));
  return [...new Set(words)].join(" ");
}

/**
 * The parts of `text` that a query matched, as `[start, end)` offsets into `text`, for marking them. Every word of
 * the query marks the words of the text that begin with it.
 */
export function matchRanges(text: string, query: string): Array<[number, number]> {
  const wanted = searchWords(query);
  if (wanted.length === 0) return [];
  const ranges: Array<[number, number]> = [];
  for (const word of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const folded = foldText(word[0]);
    const longest = wanted.filter((want) => folded.startsWith(want)).sort((a, b) => b.length - a.length)[0];
    if (longest) ranges.push([word.index, word.index + originalLength(word[0], longest.length)]);
  }
  return ranges;
}

/** How many characters of `word` it takes until its fold is `length` long. */
function originalLength(word: string, length: number): number {
  let end = 0;
  for (const char of word) {
    end += char.length;
    if (foldText(word.slice(0, end)).length >= length) break;
  }
  return end;
}
