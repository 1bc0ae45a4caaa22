import type { Lane } from "../../../shared/jobs";
import type { Clock } from "./clock";

export type Rate = { ratePerMinute: number; burst: number };

/** A call that waits for its token. */
type Waiter = { giveUpAt: number; admit(): void; giveUp(): void };

/** Why a wait ended without a token: it would have taken longer than the caller wanted to wait. */
export class TooLong extends Error {
  override readonly name = "TooLong";
}

export type Wait = { signal?: AbortSignal | undefined; patienceMs: number };

/**
 * Calls per minute, with a burst after a quiet time. Live calls are served before bulk ones, in their order among
 * themselves. There is one timer while somebody waits, and none otherwise.
 */
export class TokenBucket {
  private tokens: number;
  /** When `tokens` was right. */
  private countedAt: number;
  /** Until then nobody is let through, and nothing comes in. */
  private holdEnds = -Infinity;
  private readonly queues: Record<Lane, Waiter[]> = { live: [], bulk: [] };
  private cancelTimer: (() => void) | null = null;

  constructor(
    private readonly clock: Clock,
    private rate: Rate,
  ) {
    this.tokens = rate.burst;
    this.countedAt = clock.now();
  }

  configure(rate: Rate): void {
    this.count();
    this.rate = rate;
    this.tokens = Math.min(this.tokens, rate.burst);
    this.serve();
  }

  /** Lets nobody through until then (Unix ms). What had been saved up is gone, so that the return is gentle. */
  holdUntil(until: number): void {
    this.tokens = 0;
    this.holdEnds = Math.max(this.holdEnds, until);
    this.serve();
  }

  /** Ends the wait before its time. */
  endHold(): void {
    this.holdEnds = this.clock.now();
    this.serve();
  }

  /** Until when everybody is held back; null when nobody is. */
  heldUntil(): number | null {
    return this.holdEnds > this.clock.now() ? this.holdEnds : null;
  }

  /** Calls that could be made at once; a fraction of a token is on its way. */
  available(): number {
    this.count();
    return this.tokens;
  }

  waiting(): Record<Lane, number> {
    return { live: this.queues.live.length, bulk: this.queues.bulk.length };
  }

  /** In how many ms there will be this many tokens; Infinity when the bucket does not hold as many. */
  msUntil(tokens: number): number {
    this.count();
    if (tokens > this.rate.burst) return Infinity;
    const missing = Math.max(0, tokens - this.tokens);
    const heldMs = Math.max(0, this.holdEnds - this.clock.now());
    return heldMs + Math.ceil(missing / this.perMs());
  }

  /** Waits for a token. Rejects with `TooLong` when there is none in time, and with the signal's reason. */
  take(lane: Lane, { signal, patienceMs }: Wait): Promise<void> {
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.queues[lane] = this.queues[lane].filter((other) => other !== waiter);
        signal?.removeEventListener("abort", abort);
      };
      const abort = () => {
        leave();
        this.serve();
        reject(signal?.reason);
      };
      const waiter: Waiter = {
        giveUpAt: this.clock.now() + patienceMs,
        admit: () => (leave(), resolve()),
        giveUp: () => (leave(), reject(new TooLong("There was no token in time."))),
      };
      signal?.addEventListener("abort", abort, { once: true });
      this.queues[lane].push(waiter);
      this.serve();
    });
  }

  /** Gives out what there is, sends away who has waited long enough, and sets the timer for what comes next. */
  private serve(): void {
    this.cancelTimer?.();
    this.cancelTimer = null;
    this.count();
    for (let next = this.next(); next && this.tokens >= 1; next = this.next()) {
      this.tokens -= 1;
      next.admit();
    }
    const now = this.clock.now();
    for (const waiter of this.everybody()) if (waiter.giveUpAt <= now) waiter.giveUp();
    this.setTimer(now);
  }

  private setTimer(now: number): void {
    const waiting = this.everybody();
    if (waiting.length === 0) return;
    const soonest = Math.min(...waiting.map(({ giveUpAt }) => giveUpAt - now));
    this.cancelTimer = this.clock.after(Math.min(soonest, this.msUntil(1)), () => this.serve());
  }

  private next = (): Waiter | undefined => this.queues.live[0] ?? this.queues.bulk[0];
  private everybody = (): Waiter[] => [...this.queues.live, ...this.queues.bulk];
  private perMs = (): number => this.rate.ratePerMinute / 60_000;

  /** Adds what has come in since the last count. */
  private count(): void {
    const now = this.clock.now();
    const passedMs = Math.max(0, now - Math.max(this.countedAt, this.holdEnds));
    this.tokens = Math.min(this.rate.burst, this.tokens + passedMs * this.perMs());
    this.countedAt = now;
  }
}
