import { createPreference } from "../preference";

const languages = ["en", "de"] as const;
export type Language = (typeof languages)[number];

/** Each language by its own name. */
/* eslint-disable i18next/no-literal-string -- the same in every language */
export const languageNames = [
  ["en", "English"],
  ["de", "Deutsch"],
] as const satisfies ReadonlyArray<readonly [Language, string]>;
/* eslint-enable i18next/no-literal-string */

const ofBrowser: Language = navigator.language.startsWith("de") ? "de" : "en";
const preference = createPreference("language", languages, ofBrowser);

/** The language of this page: the person's choice, else the browser's. It stays until the page is loaded again. */
export const language: Language = preference.read();

/** Dates and numbers follow it too. */
export const locale = { en: "en-GB", de: "de-DE" }[language];

/** Begins the page anew in another language: its address keeps all that was seen. */
export function switchLanguage(next: Language): void {
  preference.write(next);
  location.reload();
}
