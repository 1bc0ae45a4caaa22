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

/** A fault that somebody started. `startedAt` is Unix milliseconds. */
export interface Drill {
  id: number;
  fault: Fault;
  startedAt: number;
}

/**
 * The faults that are on, and which of them strike. Knows nothing of HTTP. Kept in memory alone: a restart ends every
 * drill, so that none outlives those who look after it.
 */
export class Chaos {
  private drills: Drill[] = [];
  private lastId = 0;
  private readonly delays = new Set<() => void>();

  constructor(
    private readonly clock: Clock,
    private readonly random: () => number,
  ) {}

  /** Ends every fault and starts this one. Requests that are being delayed stay so. Throws a `ZodError` for settings that make no sense. */
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

  /** True when it was on. */
  stop(id: number): boolean {
    const before = this.list();
    this.drills = before.filter((drill) => drill.id !== id);
    return this.drills.length < before.length;
  }

  stopAll(): void {
    this.drills = [];
  }

  /** What is on now, oldest first. Those whose time is over are forgotten. */
  list(): readonly Drill[] {
    const now = this.clock.now();
    this.drills = this.drills.filter(({ fault: { untilMs } }) => untilMs === undefined || now < untilMs);
    return this.drills;
  }

  /** The newest fault that is on; `ok` without one. */
  get(): ChaosSettings {
    return this.list().at(-1)?.fault ?? chaosSettingsSchema.parse({ mode: "ok" });
  }

  /** The faults of this kind that strike one request or webhook about this person. Draws lots: ask once for each. */
  draw<F extends Fault>(kind: (fault: Fault) => fault is F, email: () => string | undefined): F[] {
    const drills = this.list();
    if (drills.length === 0) return [];
    const about = email();
    return drills
      .map(({ fault }) => fault)
      .filter(kind)
      .filter((fault) => isMeant(fault, about) && (fault.share >= 1 || this.random() < fault.share));
  }

  /** Waits as long as the fault says; `close` cuts it short. */
  async delay(fault: Fault): Promise<void> {
    const delayMs = fault.delayMs ?? (fault.mode === "slow" ? DEFAULT_SLOW_MS : 0);
    if (delayMs === 0) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        cancel();
        this.delays.delete(done);
        resolve();
      };
      const cancel = this.clock.after(delayMs, done);
      this.delays.add(done);
    });
  }

  close(): void {
    for (const done of [...this.delays]) done();
  }

  private add(fault: Fault): Drill {
    const drill = { id: ++this.lastId, fault, startedAt: this.clock.now() };
    this.drills.push(drill);
    return drill;
  }
}
