/** The first screen of the day. */
export const home = "/overview";

/** Any host will do: what leads to another one leads away from here. */
const here = "https://tandem.invalid";

/**
 * Where to go after signing in: only ever a path of this console, whatever the address says. It is read as a browser
 * reads it, since browsers take tabs out of an address and see a slash in a backslash.
 */
export function safeNext(next: string | null): string {
  if (!next?.startsWith("/") || !URL.canParse(next, here)) return home;
  const { origin, pathname, search, hash } = new URL(next, here);
  const isElsewhere = origin !== here || pathname.startsWith("//");
  if (isElsewhere || /^\/(?:sign-in|set-up|invited|reset)(?:\/|$)/u.test(pathname)) return home;
  return `${pathname}${search}${hash}`;
}
