import type { BreakerView } from "../../../shared/gate";
import type { GateSettings } from "../../../shared/settings-api";
import type { SyncErrorCode } from "../../../shared/sync-errors";
import { FailureShare } from "./failure-share";

type BreakerSettings = GateSettings["breaker"];

/** How a call ended that said something about the backend's health. `startedAt` in Unix ms. */
export type Verdict = { startedAt: number; failure: SyncErrorCode | null };

/** A probe of which nothing was heard for so long was never sent or has died, in ms. Longer than any call takes. */
const PROBE_MS = 30_000;

type Open = {
  kind: "open";
  since: number;
  cause: SyncErrorCode;
  /** The wait that ends at `probeAt`; the next one is twice as long. */
  coolDownMs: number;
  lastFailureAt: number;
  probeAt: number;
  /** When the one probe began that is under way. */
  probingSince: number | null;
};
type Closed = { kind: "closed"; inARow: number; share: FailureShare };

/**
 * Leaves a backend alone that fails. Closed, it counts failures; open, it lets nothing through until the cool-down is
 * over; half-open (open, and the cool-down is over), it lets one call through, and that one's end decides. It sets
 * no timers: what it is depends on the time at which it is asked, in Unix ms. Each server has its own and tells the
 * others nothing: it may be the one whose way to the backend is broken.
 */
export class Breaker {
  private phase: Open | Closed = closed();

  constructor(private settings: BreakerSettings) {}

  /** Holds from the next failure on; a cool-down under way is not made longer. */
  configure(settings: BreakerSettings): void {
    this.settings = settings;
  }

  /** Whether a call may begin now; when half-open, only while no probe is under way. */
  allows(now: number): boolean {
    return this.phase.kind === "closed" || this.nextChangeAt(now) <= now;
  }

  /** Takes the right to make a call, the probe's too. Answers false when there is none. */
  begin(now: number): boolean {
    if (!this.allows(now)) return false;
    if (this.phase.kind === "open") this.phase.probingSince = now;
    return true;
  }

  /** From when on `allows` may say yes, unless the probe ends earlier; `now` or before when it says so already. */
  nextChangeAt(now: number): number {
    if (this.phase.kind === "closed") return now;
    const { probingSince, probeAt } = this.phase;
    return probingSince === null ? probeAt : Math.max(probeAt, probingSince + PROBE_MS);
  }

  /** Learns how a call ended. Calls from before the probe say nothing about now. */
  note(verdict: Verdict, now: number): void {
    if (this.phase.kind === "closed") this.noteClosed(this.phase, verdict, now);
    else if (isProbe(this.phase, verdict)) this.endProbe(this.phase, verdict.failure, now);
  }

  /** A call ended without a word about the backend. If it was the probe, another one may try. */
  forget(startedAt: number): void {
    if (this.phase.kind === "open" && isProbe(this.phase, { startedAt })) this.phase.probingSince = null;
  }

  /**
   * Somebody heard from the backend, so the next call may try at once. Not sooner than one first wait after the last
   * failure: a backend whose webhooks work while its API does not must not be hammered.
   */
  hint(now: number): void {
    if (this.phase.kind !== "open") return;
    const soonest = Math.max(now, this.phase.lastFailureAt + this.settings.coolDownMs);
    this.phase.probeAt = Math.min(this.phase.probeAt, soonest);
  }

  /** Whether the last word of the backend was a failure. */
  inDoubt(): boolean {
    return this.phase.kind === "open" || this.phase.inARow > 0;
  }

  view(now: number): BreakerView {
    if (this.phase.kind === "closed") return { state: "closed", since: null, cause: null, probeAt: null };
    const { since, cause, probeAt } = this.phase;
    return { state: probeAt <= now ? "half_open" : "open", since, cause, probeAt };
  }

  private noteClosed(phase: Closed, { failure }: Verdict, now: number): void {
    phase.inARow = failure ? phase.inARow + 1 : 0;
    phase.share.add(failure !== null);
    if (!failure || (phase.inARow < this.settings.failures && !phase.share.isHigh())) return;
    this.open({ since: now, cause: failure, coolDownMs: this.settings.coolDownMs }, now);
  }

  private endProbe(phase: Open, failure: SyncErrorCode | null, now: number): void {
    if (!failure) {
      this.phase = closed();
      return;
    }
    const coolDownMs = Math.min(2 * phase.coolDownMs, this.settings.longestCoolDownMs);
    this.open({ since: phase.since, cause: failure, coolDownMs }, now);
  }

  private open(why: Pick<Open, "since" | "cause" | "coolDownMs">, now: number): void {
    const probeAt = now + why.coolDownMs;
    this.phase = { kind: "open", ...why, lastFailureAt: now, probeAt, probingSince: null };
  }
}

const closed = (): Closed => ({ kind: "closed", inARow: 0, share: new FailureShare() });

/** While a breaker is open only the probe begins, so whatever began with it or later is the probe. */
const isProbe = ({ probingSince }: Open, { startedAt }: Pick<Verdict, "startedAt">): boolean =>
  probingSince !== null && startedAt >= probingSince;
