import { holdMs, type GateState } from "../../../shared/gate";
import type { Lane } from "../../../shared/jobs";
import type { GateSettings } from "../../../shared/settings-api";
import type { SyncErrorCode } from "../../../shared/sync-errors";
import type { CrmCall } from "../../crm/port";
import { Breaker } from "./breaker";
import { type Clock, systemClock } from "./clock";
import { heldBack } from "./held-back";
import { TokenBucket, TooLong } from "./token-bucket";

/** What stands between this process and the backend. It keeps nothing that it would miss after a restart. */
export interface Gate {
  /**
   * How many attempts of this lane may begin now, of `free`: none while the breaker is open, the lane is paused or the
   * backend asked to wait; one for the probe of a half-open breaker. Live ones need not wait for bulk calls that wait.
   */
  permits(lane: Lane, free: number): number;
  /**
   * Waits for the right to make one HTTP call. Rejects with a `CrmError` that says `heldBack` when there is none
   * within `patienceMs`, at once when that is certain, and with the signal's reason when it is aborted.
   */
  take(
    lane: Lane,
    wait?: { signal?: AbortSignal | undefined; patienceMs?: number | undefined },
  ): Promise<void>;
  /** Learns from a finished call. */
  report(call: CrmCall): void;
  /** In how many ms `permits` may grow by the mere passing of time; null when time changes nothing. */
  nextChangeInMs(): number | null;
  /** Whether the next live call may be made within `ms`, as far as anybody knows: whoever waits for one need not otherwise. */
  opensWithin(ms: number): boolean;
  state(): GateState;
  configure(settings: GateSettings): void;
  /** Whether a person has to let the work go on first. Calls that somebody makes by hand still pass. */
  setPaused(paused: boolean): void;
  /** The backend asked another server to wait for so many ms more; 0 when it did not. A wait known here is not cut short. */
  hold(ms: number): void;
  /** The backend has answered somebody although it had asked for time: nobody waits for that any longer. */
  endHold(): void;
  /** Somebody heard from the backend: an open breaker may try again now. Answers whether the backend was in doubt. */
  heardFromBackend(): boolean;
  /** Tells of every change except those that the passing of time makes. The answer ends that. */
  onChange(listener: (state: GateState) => void): () => void;
}

/** How long a call waits for its turn, in ms, unless it says otherwise: well within the lease of a job. */
const PATIENCE_MS = 20_000;

/** Attempts begin when their first call has its turn within this, in ms: enough to keep a queue, too little to age in. */
const LOOK_AHEAD_MS = 1_000;

/** Two servers tell the end of one wait with so much difference, in ms: it is not made longer by each other's word. */
const SAME_HOLD_MS = 1_000;

/** Ends of a call after which the backend itself is in doubt. Any other answer shows that it is there. */
const DOUBTS: ReadonlySet<SyncErrorCode> = new Set([
  "unreachable",
  "timeout",
  "server_error",
  "invalid_response",
]);

export function createGate(settings: GateSettings, clock: Clock = systemClock): Gate {
  return new OneGate(settings, clock);
}

class OneGate implements Gate {
  private readonly breaker: Breaker;
  private readonly bucket: TokenBucket;
  private readonly listeners = new Set<(state: GateState) => void>();
  private paused = false;

  constructor(
    private settings: GateSettings,
    private readonly clock: Clock,
  ) {
    this.breaker = new Breaker(settings.breaker);
    this.bucket = new TokenBucket(clock, settings);
  }

  permits(lane: Lane, free: number): number {
    const now = this.clock.now();
    if (this.paused || !this.breaker.allows(now) || this.bucket.heldUntil() !== null) return 0;
    const most = this.breaker.view(now).state === "half_open" ? Math.min(1, free) : free;
    return Math.max(0, Math.min(most, Math.floor(this.bucket.available() + 1 - this.tokensPerTurn(lane))));
  }

  async take(
    lane: Lane,
    { signal, patienceMs = PATIENCE_MS }: Parameters<Gate["take"]>[1] = {},
  ): Promise<void> {
    if (!this.breaker.allows(this.clock.now())) throw heldBack.unhealthy();
    const heldMs = this.heldMs();
    if (heldMs > patienceMs) throw heldBack.asked(heldMs);
    await this.bucket.take(lane, { signal, patienceMs }).catch((error: unknown) => {
      throw error instanceof TooLong ? this.tooLong() : error;
    });
    if (!this.breaker.begin(this.clock.now())) throw heldBack.unhealthy();
  }

  report(call: CrmCall): void {
    const now = this.clock.now();
    const { startedAt, errorCode, retryAfterMs } = call;
    const before = this.breaker.view(now).state;
    if (call.aborted) this.breaker.forget(startedAt);
    else this.breaker.note({ startedAt, failure: doubtOf(errorCode) }, now);
    const asked = errorCode === "rate_limited" || retryAfterMs !== undefined;
    if (asked) this.bucket.holdUntil(now + holdMs(retryAfterMs));
    if (asked || this.breaker.view(now).state !== before) this.changed();
  }

  nextChangeInMs(): number | null {
    return this.msUntilTurn("live") ?? this.msUntilTurn("bulk");
  }

  opensWithin(ms: number): boolean {
    return this.permits("live", 1) > 0 || (this.msUntilTurn("live") ?? Infinity) <= ms;
  }

  state(): GateState {
    const { ratePerMinute, burst } = this.settings;
    return {
      breaker: this.breaker.view(this.clock.now()),
      heldUntil: this.bucket.heldUntil(),
      rate: {
        perMinute: ratePerMinute,
        burst,
        tokens: Math.floor(this.bucket.available()),
        waiting: this.bucket.waiting(),
      },
    };
  }

  configure(settings: GateSettings): void {
    this.settings = settings;
    this.breaker.configure(settings.breaker);
    this.bucket.configure(settings);
    this.changed();
  }

  setPaused(paused: boolean): void {
    if (paused === this.paused) return;
    this.paused = paused;
    this.changed();
  }

  hold(ms: number): void {
    const until = this.clock.now() + ms;
    if (ms <= 0 || until <= (this.bucket.heldUntil() ?? 0) + SAME_HOLD_MS) return;
    this.bucket.holdUntil(until);
    this.changed();
  }

  endHold(): void {
    if (this.bucket.heldUntil() === null) return;
    this.bucket.endHold();
    this.changed();
  }

  heardFromBackend(): boolean {
    const now = this.clock.now();
    const before = this.breaker.view(now).probeAt;
    this.breaker.hint(now);
    if (this.breaker.view(now).probeAt !== before) this.changed();
    return this.breaker.inDoubt();
  }

  onChange(listener: (state: GateState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private changed(): void {
    for (const listener of this.listeners) listener(this.state());
  }

  private heldMs = (): number => Math.max(0, (this.bucket.heldUntil() ?? 0) - this.clock.now());

  /** In how many ms an attempt of this lane may begin; null when one may now, or when time changes nothing. */
  private msUntilTurn(lane: Lane): number | null {
    const now = this.clock.now();
    if (this.paused) return null;
    const wanted = Math.min(this.tokensPerTurn(lane), this.settings.burst);
    const ms = Math.max(this.breaker.nextChangeAt(now) - now, this.bucket.msUntil(wanted));
    return ms > 0 ? ms : null;
  }

  /** Tokens there must be so that one more call has its turn soon: for all before it, less what comes in meanwhile. */
  private tokensPerTurn(lane: Lane): number {
    const { live, bulk } = this.bucket.waiting();
    const before = lane === "live" ? live : live + bulk;
    return 1 + before - (this.settings.ratePerMinute * LOOK_AHEAD_MS) / 60_000;
  }

  private tooLong() {
    const heldMs = this.heldMs();
    return heldMs > 0 ? heldBack.asked(heldMs) : heldBack.crowded();
  }
}

function doubtOf(code: SyncErrorCode | undefined): SyncErrorCode | null {
  return code !== undefined && DOUBTS.has(code) ? code : null;
}
