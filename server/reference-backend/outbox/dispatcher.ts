import type { Clock } from "../clock";

/** A table of things to send. A row is due from its time on until `send` has settled it. */
export interface Outbox<Row> {
  /** Due rows, longest due first. Rows that are being sent may be among them. */
  due(now: number, limit: number): Row[];
  /** When the next row that is not due yet falls due; null when there is none. */
  nextAfter(now: number): number | null;
  keyOf(row: Row): string | number;
  /** Sends the row and stores the outcome: done, or due again later. Failures to send are outcomes, not throws. */
  send(row: Row, closing: AbortSignal): Promise<void>;
}

/** After a bug or a full disk: long enough not to spin, short enough to recover without a restart. */
const PAUSE_AFTER_CRASH_MS = 5_000;

/**
 * Empties an outbox, several rows at a time. Keeps no state that matters: what is in flight when the process dies
 * is still due when it starts again.
 */
export class Dispatcher<Row> {
  private readonly inFlight = new Map<string | number, Promise<void>>();
  private readonly closing = new AbortController();
  private readonly waiting = new Set<() => void>();
  private started = false;
  private cancelTimer = () => {};

  constructor(
    private readonly outbox: Outbox<Row>,
    private readonly clock: Clock,
    private readonly concurrency: number,
    private readonly onCrash: (error: unknown) => void,
  ) {}

  /** Begins sending, with what an earlier process left behind first. */
  start(): void {
    this.started = true;
    this.nudge();
  }

  /** Looks for due rows now. Call it after a commit that added some. */
  nudge(): void {
    if (!this.started || this.closing.signal.aborted) return;
    this.cancelTimer();
    const now = this.clock.now();
    // In-flight rows are still due, so as many more are asked for.
    for (const row of this.outbox.due(now, this.concurrency + this.inFlight.size)) {
      if (this.inFlight.size >= this.concurrency) break;
      if (!this.inFlight.has(this.outbox.keyOf(row))) this.launch(row);
    }
    const next = this.outbox.nextAfter(now);
    if (next !== null) this.wakeIn(next - now);
    if (this.inFlight.size === 0) this.release();
  }

  /** Resolves when nothing is due and nothing is being sent; rows that wait for a later attempt do not count. */
  settled(): Promise<void> {
    if (this.inFlight.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.waiting.add(resolve));
  }

  /** Starts nothing more and waits for what is being sent. */
  async close(): Promise<void> {
    this.closing.abort();
    this.cancelTimer();
    await Promise.all(this.inFlight.values());
    this.release();
  }

  private launch(row: Row): void {
    const key = this.outbox.keyOf(row);
    const sending = this.outbox.send(row, this.closing.signal).then(
      () => this.ended(key),
      (error: unknown) => this.crashed(key, error),
    );
    this.inFlight.set(key, sending);
  }

  private ended(key: string | number): void {
    this.inFlight.delete(key);
    this.nudge();
  }

  /** The row is still due; looking for it at once would try the same thing again without end. */
  private crashed(key: string | number, error: unknown): void {
    this.inFlight.delete(key);
    this.onCrash(error);
    if (this.closing.signal.aborted) return;
    this.wakeIn(PAUSE_AFTER_CRASH_MS);
    if (this.inFlight.size === 0) this.release();
  }

  private wakeIn(delayMs: number): void {
    this.cancelTimer();
    this.cancelTimer = this.clock.after(delayMs, () => this.nudge());
  }

  private release(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
