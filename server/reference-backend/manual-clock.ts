import type { Clock } from "./clock";

interface Alarm {
  at: number;
  run: () => void;
}

/** A clock that stands still until it is told to advance. Starts at `start` (Unix milliseconds). */
export class ManualClock implements Clock {
  private readonly alarms = new Set<Alarm>();

  constructor(private time: number = Date.now()) {}

  now = (): number => this.time;

  after(delayMs: number, run: () => void): () => void {
    const alarm = { at: this.time + Math.max(0, delayMs), run };
    this.alarms.add(alarm);
    return () => this.alarms.delete(alarm);
  }

  /** Moves time on by `ms` and runs what falls due on the way, earliest first. */
  advance(ms: number): void {
    const end = this.time + ms;
    for (let next = this.nextBefore(end); next; next = this.nextBefore(end)) {
      this.alarms.delete(next);
      this.time = next.at;
      next.run();
    }
    this.time = end;
  }

  private nextBefore(end: number): Alarm | undefined {
    const due = [...this.alarms].filter((alarm) => alarm.at <= end);
    return due.sort((a, b) => a.at - b.at)[0];
  }
}
