import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import { whenBack } from "./connection";

type Load<Props> = () => Promise<ComponentType<Props>>;

/**
 * How long to wait before code that did not come is asked for again, in ms. It is often the first thing that does not
 * come: by the later tries it is known whether the connection is lost, and then they wait until it is back.
 */
const AGAIN_AFTER_MS = [1_000, 2_000, 4_000];
const spare = new Set<() => Promise<unknown>>();

/**
 * A component in a chunk of its own. What cannot be fetched while the connection is lost waits until it is back; what
 * is there already, as `known` says, is drawn at once.
 */
export function lazyPart<Props>(
  load: Load<Props>,
  known?: () => ComponentType<Props> | undefined,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(() => {
    const part = known?.();
    return part ? atOnce({ default: part }) : fetched(load);
  });
}

async function fetched<Props>(
  load: Load<Props>,
  after = AGAIN_AFTER_MS,
): Promise<{ default: ComponentType<Props> }> {
  try {
    return { default: await load() };
  } catch (error) {
    const [wait, ...rest] = after;
    if (wait === undefined) throw error;
    await new Promise((resolve) => setTimeout(resolve, wait));
    await whenBack();
    return fetched(load, rest);
  }
}

/** React takes any thenable for a promise, and this one does not make it wait. */
const atOnce = <Value>(value: Value) =>
  ({ then: (done: (value: Value) => void) => done(value) }) as Promise<Value>;

/**
 * The same for what no screen shows at first but any moment may: it is fetched when the page has nothing to do, or
 * ahead by `fetch`. It must not come late: React keeps what has once suspended back for 300 ms.
 */
export function sparePart<Props>(load: Load<Props>) {
  let part: ComponentType<Props> | undefined;
  const fetch = async () => (part = await load());
  spare.add(fetch);
  return Object.assign(
    lazyPart(fetch, () => part),
    { fetch },
  );
}

/** Fetches code ahead of its need. Failing is no news: the need will try again. */
export const fetchAhead = (load: () => Promise<unknown>) => void load().catch(() => null);

/** Fetches all spare parts. */
export function fetchSpareParts(): void {
  for (const load of spare) fetchAhead(load);
  spare.clear();
}
