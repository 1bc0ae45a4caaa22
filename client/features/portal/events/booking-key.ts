/** Where this window remembers the key of its booking of an event, so that a reload goes on with it. */
const placeOf = (eventId: string) => `tandem.booking.${eventId}`;

/** The key under which this window books the event, or `null` before the first press. */
export function knownKey(eventId: string): string | null {
  return sessionStorage.getItem(placeOf(eventId));
}

/** A key of its own for the next booking, kept before anything is sent: a lost answer is asked for with the same. */
export function newKey(eventId: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const key = btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
  sessionStorage.setItem(placeOf(eventId), key);
  return key;
}

/** The next booking is another one. */
export const forgetKey = (eventId: string): void => sessionStorage.removeItem(placeOf(eventId));
