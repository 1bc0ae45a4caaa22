/** The first screen of the day. */
export const home = "/overview";

/** Where to go after signing in: only ever a path of this console, whatever the address says. */
export function safeNext(next: string | null): string {
  if (!next || !/^\/(?![/\\])/u.test(next)) return home;
  return next.startsWith("/sign-in") || next.startsWith("/set-up") ? home : next;
}
