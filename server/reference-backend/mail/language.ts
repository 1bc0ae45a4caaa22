import { type Language, languages } from "../../../shared/language";

/** Whoever said nothing about it reads German: so do most of this platform's people. */
const DEFAULT: Language = "de";

/** The first of `wishes` that names a language we write (`de`, `en-GB`, …); a wish may be anything, or nothing. */
export function mailLanguage(...wishes: readonly unknown[]): Language {
  for (const wish of wishes) {
    const named = typeof wish === "string" ? wish.trim().slice(0, 2).toLowerCase() : null;
    const known = languages.find((language) => language === named);
    if (known) return known;
  }
  return DEFAULT;
}
