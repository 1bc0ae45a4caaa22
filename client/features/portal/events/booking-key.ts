const PREFIX = "tandem.booking.";

/** Where this window remembers the key of somebody's booking of an event, so that a reload goes on with it. */
const placeOf = (eventId: string, who: string) => `${PREFIX}${eventId}.${who}`;

/** The key under which they book the event in this window, or `null` before the first press. */
export function knownKey(eventId: string, who: string): string | null {
  return sessionStorage.getItem(placeOf(eventId, who));
}

/** A key of its own for the next booking, kept before anything is sent: a lost answer is asked for with the same. */
export function newKey(eventId: string, who: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const key = btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
  sessionStorage.setItem(placeOf(eventId, who), key);
  return key;
}

/** The next booking is another one. */
export const forgetKey = (eventId: string, who: string): void =>
  sessionStorage.removeItem(placeOf(eventId, who));

/** Whoever comes next in this window has begun none. */
export function forgetKeys(): void {
  for (const name of Object.keys(sessionStorage))
    if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
}
