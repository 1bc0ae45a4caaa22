/**
 * Hears of Back and Forward before the router does. On `window` listeners are called in the order in which they were
 * added, capturing or not, so that whoever begins to listen once the router does hears of a page that was left already.
 */
type Hear = (event: PopStateEvent) => void;
let hear: Hear | null = null;

/** Called once, before the router is there. */
export function hearBackFirst(): void {
  addEventListener("popstate", (event) => hear?.(event));
}

/** Has `listener` hear of it, and keep it from the router if it wants, until the returned function is called. */
export function onBack(listener: Hear): () => void {
  hear = listener;
  return () => {
    if (hear === listener) hear = null;
  };
}
