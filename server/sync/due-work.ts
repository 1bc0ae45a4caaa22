import { Alarm } from "./alarm";
import type { Gate } from "./gate/gate";

/** How long what is under way may go on when all is to end, in ms; a call may take longer than whoever ends it will wait. */
const PATIENCE_MS = 8_000;

/** When it is to end: `stopping` is aborted at once, so that nothing further is begun, and `signal` when patience is over. */
export type Ending = { stopping: AbortSignal; signal: AbortSignal };

type Options<Work> = {
  /** Takes up to so many of those that are due, under a lease; `more`: there may be others. With none it tidies up. */
  claim(limit: number): Promise<{ works: Work[]; more: boolean }>;
  /** Does one and settles how it ended. One that rejects is taken up again when its lease is over. */
  perform(work: Work, ending: Ending): Promise<void>;
  onFailure(error: unknown): void;
  /** How many at a time. */
  atOnce: number;
  /** How often it is looked when nobody rings, in ms. */
  pollMs: number;
  /** What stands in front of the backend: while it is shut nothing is taken up. */
  gate?: Pick<Gate, "permits" | "nextChangeInMs"> | undefined;
  patienceMs?: number | undefined;
};

/** What is due in the store, done by this process a few at a time: as soon as one has ended the next is taken up. */
export interface DueWork {
  /** There may be some: look now. */
  nudge(): void;
  start(): void;
  /** Takes up nothing more, and resolves when what is under way has been settled. */
  stop(): Promise<void>;
}

export function createDueWork<Work>(options: Options<Work>): DueWork {
  const { claim, perform, onFailure, atOnce, pollMs, gate, patienceMs = PATIENCE_MS } = options;
  const alarm = new Alarm();
  const underWay = new Set<Promise<void>>();
  const [stopping, late] = [new AbortController(), new AbortController()];
  const ending = { stopping: stopping.signal, signal: late.signal };
  let loop: Promise<void> | null = null;

  /** Answers for how long there is nothing to do unless the alarm rings, in ms. */
  async function turn(): Promise<number> {
    const free = atOnce - underWay.size;
    if (free <= 0) return pollMs;
    const permitted = gate ? gate.permits("live", free) : free;
    const { works, more } = await claim(permitted);
    for (const work of works) begin(work, more);
    if (permitted === 0) return Math.min(pollMs, Math.max(1, gate?.nextChangeInMs() ?? pollMs));
    return more && works.length < permitted ? 0 : pollMs;
  }

  function begin(work: Work, more: boolean): void {
    const done = perform(work, ending)
      .catch(onFailure)
      .finally(() => {
        underWay.delete(done);
        if (more) alarm.ring();
      });
    underWay.add(done);
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      alarm.set();
      const restMs = await turn().catch((error: unknown) => {
        onFailure(error);
        return pollMs;
      });
      if (!stopping.signal.aborted && restMs > 0) await alarm.ringsWithin(restMs);
    }
    await Promise.all(underWay);
  }

  return {
    nudge: () => alarm.ring(),
    start: () => void (loop ??= run()),
    async stop() {
      stopping.abort();
      alarm.ring();
      const timer = setTimeout(() => late.abort(), patienceMs);
      await loop;
      clearTimeout(timer);
    },
  };
}
