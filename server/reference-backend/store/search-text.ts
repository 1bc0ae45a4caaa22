import { z } from "zod";

/** What somebody searches for. SQLite ends a text at a NUL, and so its own quotes would not be closed. */
export const searchText = z
  .string()
  .max(200)
  .transform((text) => text.replaceAll("\0", "").trim());

/** Trigrams, by which `contacts_text` is searched, need so many characters. */
const SHORTEST_PART = 3;

/** The text as one phrase of a full-text search, whatever signs are in it; null when it is too short for one. */
export function phraseOf(text: string): string | null {
  return [...text].length < SHORTEST_PART ? null : `"${text.replaceAll('"', '""')}"`;
}
