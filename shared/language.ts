/** The languages that the client speaks, and which of them a person reads: what the page and its server agree on. */
export const languages = ["en", "de"] as const;
export type Language = (typeof languages)[number];

/** Keeps the choice in the browser. It is no secret, and lets nobody in. */
export const languageCookie = "tandem_language";

/** The choice that `cookies` keep, as a request or a document has them; without one what the browser prefers. */
export function languageOf(cookies: string | undefined, preferred: string | undefined): Language {
  const chosen = new RegExp(`(?:^|; ?)${languageCookie}=(\\w+)`, "u").exec(cookies ?? "")?.[1];
  return languages.find((language) => language === chosen) ?? (/^de\b/iu.test(preferred ?? "") ? "de" : "en");
}
