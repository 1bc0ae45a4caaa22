/** Something asked for, when it was answered, and whether that is the newest there is. */
export type Kept<Value> = { value: Value; readAt: number; fresh: boolean };

export type KeptAnswers<Value> = {
  /**
   * What is known of `key`: kept for a short while, asked for by one when many want it, and the old answer where no new one
   * comes. `admit` is called by whoever causes a question, before it: when it rejects, they alone get no newer one.
   * `afresh` asks even though there is an answer. Rejects with the failure when nothing was ever answered.
   */
  get(key: string, ask?: { admit?: () => Promise<void>; afresh?: boolean }): Promise<Kept<Value>>;
};

type Options<Value> = {
  load: (key: string) => Promise<Value>;
  /** For how long an answer is not asked for again, in ms. */
  freshMs: number;
  /** For how long it stands in for a new one that does not come, in ms. */
  keptMs: number;
  /** For how long a failure is not asked for again, in ms: who waits for nothing waits once. */
  failedMs: number;
  /** Answers kept; the oldest go. */
  most: number;
  now?: () => number;
};

type Failure = { error: unknown; at: number };

/**
 * Answers that many want alike, kept in this process for a short while. Nothing is lost with them.
 *
 * Not `lru-cache`: its `fetch` joins who asks at once and falls back on a stale value too, but says neither that it is stale
 * nor how old, keeps no failures, so that each of many would wait for a backend that is away, and has nobody admitted who
 * causes a question, only whoever comes first. What was left of it would be `keep` below.
 */
export function createKeptAnswers<Value>(options: Options<Value>): KeptAnswers<Value> {
  const { freshMs, keptMs, failedMs, most, now = Date.now } = options;
  const answers = new Map<string, { value: Value; readAt: number }>();
  const failures = new Map<string, Failure>();
  const underWay = new Map<string, Promise<Value>>();

  async function load(key: string): Promise<Value> {
    try {
      const value = await options.load(key);
      failures.delete(key);
      keep(answers, key, { value, readAt: now() }, most);
      return value;
    } catch (error) {
      keep(failures, key, { error, at: now() }, most);
      throw error;
    } finally {
      underWay.delete(key);
    }
  }

  function join(key: string): Promise<Value> {
    const asked = underWay.get(key) ?? load(key);
    if (!underWay.has(key)) underWay.set(key, asked);
    return asked;
  }

  function oldAnswer(key: string, error: unknown): Kept<Value> {
    const known = answers.get(key);
    if (known && now() - known.readAt < keptMs) return { ...known, fresh: false };
    throw error;
  }

  async function get(key: string, { admit, afresh = false }: Parameters<KeptAnswers<Value>["get"]>[1] = {}) {
    const known = answers.get(key);
    if (known && !afresh && now() - known.readAt < freshMs) return { ...known, fresh: true };
    const failed = failures.get(key);
    if (failed && !afresh && now() - failed.at < failedMs) return oldAnswer(key, failed.error);
    try {
      if (!underWay.has(key)) await admit?.();
      const value = await join(key);
      return { value, readAt: answers.get(key)?.readAt ?? now(), fresh: true };
    } catch (error) {
      return oldAnswer(key, error);
    }
  }

  return { get };
}

function keep<Value>(kept: Map<string, Value>, key: string, value: Value, most: number): void {
  kept.delete(key);
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
}
