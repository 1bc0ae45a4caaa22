import bowser from "bowser";

const LONGEST = 100;

/** What a browser calls itself, as people know it ("Firefox on Linux"), so that they recognise their sessions. */
export function deviceOf(userAgent: string | undefined): string | undefined {
  if (!userAgent) return undefined;
  const { browser, os } = bowser.parse(userAgent);
  const named = [browser.name, os.name].filter((name) => name).join(" on ");
  return (named || userAgent).slice(0, LONGEST);
}
