import type { Clock } from "../clock";
import {
  type ChaosInput,
  type ChaosSettings,
  type Fault,
  chaosSettingsSchema,
  isFault,
  isMeant,
} from "./settings";

const DEFAULT_SLOW_MS = 10_000;

/** More at a time is a mistake of whoever starts them. */
const MOST_DRILLS = 20;

/** How long a drill lasts that nobody gave an end: the longest that the page of the drills offers. */
const USUAL_MS = 4 * 60 * 60 * 1000;

/** A fault that is on. It always ends by itself. */
export type DrillFault = Fault & { untilMs: number };

/** A fault that somebody started. `startedAt` is Unix milliseconds. */
export interface Drill {
  id: number;
  fault: DrillFault;
  startedAt: number;
}

/**
 * The faults that are on, and which of them strike. Knows nothing of HTTP. Kept in memory alone: a restart ends every
 * drill, so that none outlives those who look after it.
 */
export class Chaos {
  private drills: Drill[] = [];
  private lastId = 0;
  /** How to end each wait that is under way, and for which fault it is. */
  private readonly delays = new Map<() => void, Fault>();

  constructor(
    private readonly clock: Clock,
    private readonly random: () => number,
  ) {}

  /** Ends every fault and starts this one. Throws a `ZodError` for settings that make no sense. */
  set(input: ChaosInput): ChaosSettings {
    const settings = chaosSettingsSchema.parse(input);
    this.stopAll();
    if (isFault(settings)) this.add(settings);
    return settings;
  }

  /** Starts faults beside those that are on, all or none: null when there are too many, or `ok` was asked for. */
  start(settings: readonly ChaosSettings[]): Drill[] | null {
    const faults = settings.filter(isFault);
    if (faults.length < settings.length || this.list().length + faults.length > MOST_DRILLS) return null;
    return faults.map((fault) => this.add(fault));
  }

  /** Ends it, and lets go what it delays. */
  stop(id: number): void {
    this.drills = this.list().filter((drill) => drill.id !== id);
    this.endDelays((fault) => !this.drills.some((drill) => drill.fault === fault));
  }

  stopAll(): void {
    this.drills = [];
    this.close();
  }

  /** What is on now, oldest first. Those whose time is over are forgotten. */
  list(): readonly Drill[] {
    const now = this.clock.now();
    this.drills = this.drills.filter(({ fault }) => now < fault.untilMs);
    return this.drills;
  }

  /** The newest fault that is on; `ok` without one. */
  get(): ChaosSettings {
    return this.list().at(-1)?.fault ?? chaosSettingsSchema.parse({ mode: "ok" });
  }

  /** The faults of this kind that strike one request or webhook about this person. Draws lots: ask once for each. */
  draw<F extends Fault>(
    kind: (fault: Fault) => fault is F,
    email: () => string | undefined,
  ): (F & DrillFault)[] {
    const drills = this.list();
    if (drills.length === 0) return [];
    const about = email();
    return drills
      .map(({ fault }) => fault)
      .filter((fault): fault is F & DrillFault => kind(fault))
      .filter((fault) => isMeant(fault, about) && (fault.share >= 1 || this.random() < fault.share));
  }

  /** Waits as long as the fault says, but no longer than it is on. */
  async delay(fault: DrillFault): Promise<void> {
    const wantedMs = fault.delayMs ?? (fault.mode === "slow" ? DEFAULT_SLOW_MS : 0);
    const delayMs = Math.min(wantedMs, fault.untilMs - this.clock.now());
    if (delayMs <= 0) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        cancel();
        this.delays.delete(done);
        resolve();
      };
      const cancel = this.clock.after(delayMs, done);
      this.delays.set(done, fault);
    });
  }

  /** Lets go all that is delayed. */
  close(): void {
    this.endDelays(() => true);
  }

  private endDelays(isOver: (fault: Fault) => boolean): void {
    for (const [done, fault] of [...this.delays]) if (isOver(fault)) done();
  }

  private add(settings: Fault): Drill {
    const startedAt = this.clock.now();
    const fault = { ...settings, untilMs: settings.untilMs ?? startedAt + USUAL_MS };
    const drill = { id: ++this.lastId, fault, startedAt };
    this.drills.push(drill);
    return drill;
  }
}
