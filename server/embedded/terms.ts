/**
 * The words of a text as Convex's search makes them: runs of letters and digits of any script, in lower case, none
 * longer than the limit; and what a document adds to a search index.
 *
 * A filter field's value is fused into the words (`¦` + field + hash + word): "word and filter" is then one lookup in
 * the index instead of an intersection with everything that has the filter's value.
 */
import { createHash } from "node:crypto";
import type { SearchIndex } from "./catalog";
import { encodeKey } from "./keys";
import { limits } from "./limits";
import { fieldAt, type Json, type JsonObject } from "./values";

const WORDS = /[\p{Alphabetic}\p{N}]+/gu;
/** No letter and no digit, hence never the beginning of a word; not ASCII, hence part of a token for FTS5. */
const MARK = "¦";
const HASH_LENGTH = 10;
export const FUSED_PREFIX_LENGTH = 2 + HASH_LENGTH;

export function wordsOf(text: string): string[] {
  return (text.match(WORDS) ?? [])
    .filter((word) => Buffer.byteLength(word) <= limits.searchTermBytes)
    .map((word) => word.toLowerCase());
}

/** Of texts, lately: filter fields are mostly states, and a document that changes its state has it fused three times. */
let fused = new Map<string, string>();
const MOST_FUSED = 1_000;

/** What stands before each word for one filter condition. */
export function fusedPrefix(field: number, value: Json | undefined): string {
  if (typeof value !== "string") return makePrefix(field, value);
  const key = `${field} ${value}`;
  const known = fused.get(key);
  if (known !== undefined) return known;
  if (fused.size >= MOST_FUSED) fused = new Map();
  const prefix = makePrefix(field, value);
  fused.set(key, prefix);
  return prefix;
}

function makePrefix(field: number, value: Json | undefined): string {
  const digest = createHash("sha256")
    .update(encodeKey([value]))
    .digest("hex");
  return MARK + field.toString(36) + digest.slice(0, HASH_LENGTH);
}

/** Everything a document contributes to the index, as the text FTS5 splits at spaces; "" if it has no words. */
export function indexedText(index: SearchIndex, document: JsonObject): string {
  const text = fieldAt(document, index.searchPath);
  if (typeof text !== "string") return "";
  const words = [...new Set(wordsOf(text))];
  if (words.length === 0) return "";
  const prefixes = index.filterPaths.map((path, field) => fusedPrefix(field, fieldAt(document, path)));
  return ["", ...prefixes].map((prefix) => words.map((word) => prefix + word).join(" ")).join(" ");
}
