/** Hands on together what comes within `ms`, so that a flood of arrivals is not a flood of renders. */
export function createGatherer<Item>(ms: number) {
  let gathered: Item[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hand: (items: Item[]) => void = () => {};

  const flush = () => {
    timer = undefined;
    const items = gathered;
    gathered = [];
    hand(items);
  };
  return {
    add(item: Item) {
      gathered.push(item);
      timer ??= setTimeout(flush, ms);
    },
    /** Who gets them from now on; the answer stops it, and forgets what was not handed on. */
    giveTo(next: (items: Item[]) => void) {
      hand = next;
      return () => {
        clearTimeout(timer);
        timer = undefined;
        gathered = [];
      };
    },
  };
}
