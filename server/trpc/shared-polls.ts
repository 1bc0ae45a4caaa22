import { createHash } from "node:crypto";
import { once, setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

/** Something that changes, as it was found at one moment. `id` is the same for equal values, also in another process. */
export type Seen<Value> = { id: string; value: Value };

type Poll<Value> = {
  watchers: number;
  latest: Seen<Value> | null;
  failure: unknown;
  stop: AbortController;
  bell: EventTarget;
};

export type SharedPolls<Value> = {
  /**
   * The value as it is, and again whenever it has changed; ends with the last value, or when `signal` aborts. Rejects
   * when it cannot be looked up. `after` is the ID last seen, so that who comes back is not told it twice.
   */
  watch(key: string, signal: AbortSignal, after?: string | null): AsyncGenerator<Seen<Value>>;
  /** Keys being looked up: none when nobody watches. */
  readonly open: number;
};

/**
 * Lets any number of people watch the same things: each is looked up at most every `everyMs` ms, once for all who
 * watch it here, and not at all when nobody does.
 */
export function createSharedPolls<Value>(options: {
  everyMs: number;
  load: (key: string) => Promise<Value>;
  isLast: (value: Value) => boolean;
}): SharedPolls<Value> {
  const polls = new Map<string, Poll<Value>>();

  async function run(key: string, poll: Poll<Value>): Promise<void> {
    const { signal } = poll.stop;
    while (!signal.aborted) {
      try {
        const value = await options.load(key);
        poll.latest = { id: idOf(value), value };
      } catch (error) {
        poll.failure = error;
      }
      poll.bell.dispatchEvent(new Event("ring"));
      if (poll.failure || (poll.latest && options.isLast(poll.latest.value))) break;
      await sleep(options.everyMs, undefined, { signal, ref: false }).catch(() => {});
    }
    if (polls.get(key) === poll) polls.delete(key);
  }

  function join(key: string): Poll<Value> {
    const known = polls.get(key);
    if (known) return known;
    const stop = new AbortController();
    const poll = { watchers: 0, latest: null, failure: null, stop, bell: new EventTarget() };
    setMaxListeners(0, poll.bell);
    polls.set(key, poll);
    void run(key, poll);
    return poll;
  }

  async function* watch(key: string, signal: AbortSignal, after?: string | null) {
    const poll = join(key);
    poll.watchers++;
    let seen = after ?? null;
    try {
      while (!signal.aborted) {
        const { latest } = poll;
        if (latest && latest.id !== seen) {
          seen = latest.id;
          yield latest;
        }
        if (latest && options.isLast(latest.value)) return;
        if (poll.failure) throw poll.failure;
        if (poll.latest === latest) await once(poll.bell, "ring", { signal }).catch(() => {});
      }
    } finally {
      poll.watchers--;
      if (poll.watchers === 0) {
        poll.stop.abort();
        if (polls.get(key) === poll) polls.delete(key);
      }
    }
  }

  return {
    watch,
    get open() {
      return polls.size;
    },
  };
}

const idOf = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 16);
