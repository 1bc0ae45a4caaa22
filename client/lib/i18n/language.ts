import { languageCookie, languageOf, type Language } from "../../../shared/language";

export type { Language };

/** Each language by its own name. */
/* eslint-disable i18next/no-literal-string -- the same in every language */
export const languageNames = [
  ["en", "English"],
  ["de", "Deutsch"],
] as const satisfies ReadonlyArray<readonly [Language, string]>;
/* eslint-enable i18next/no-literal-string */

/** The language whose words the client was built with; both are there while somebody develops (`vite-languages.js`). */
export const builtIn = import.meta.env.LANGUAGE as Language | undefined;

/**
 * The language of this page: the person's choice, else the browser's. The server knows both, and sends the page that was
 * built in it. It stays until the page is loaded again.
 */
export const language: Language = builtIn ?? languageOf(document.cookie, navigator.language);

/** Dates and numbers follow it too. */
export const locale = { en: "en-GB", de: "de-DE" }[language];

/** Begins the page anew in another language: its address keeps all that was seen. */
export function switchLanguage(next: Language): void {
  document.cookie = `${languageCookie}=${next}; path=/; max-age=31536000; samesite=lax`;
  location.reload();
}
