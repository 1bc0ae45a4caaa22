/**
 * How fast a number of jobs went: all of it, and the middle without the way up and down. Rates in jobs per second.
 * `cpuMs` is what a job cost this process, which says more than a rate on a busy machine.
 */
export type Pace = { count: number; seconds: number; whole: number; steady: number; cpuMs: number };

/** What counts as the way up and the way down. */
const EDGE = 0.1;

/** Told how many are done, again and again; answers the pace when all are. */
export class Stopwatch {
  private readonly startedAt = performance.now();
  private readonly cpuBefore = process.cpuUsage();
  private readonly looks: Array<{ at: number; done: number }> = [{ at: this.startedAt, done: 0 }];

  constructor(private readonly count: number) {}

  look(done: number): void {
    const last = this.looks.at(-1);
    if (!last || done > last.done) this.looks.push({ at: performance.now(), done });
  }

  pace(): Pace {
    const { count, startedAt } = this;
    const end = this.looks.at(-1) ?? { at: startedAt, done: 0 };
    const from = this.looks.find(({ done }) => done >= count * EDGE) ?? end;
    const to = this.looks.find(({ done }) => done >= count * (1 - EDGE)) ?? end;
    const seconds = (end.at - startedAt) / 1_000;
    const steady = to.at > from.at ? ((to.done - from.done) / (to.at - from.at)) * 1_000 : 0;
    const { user, system } = process.cpuUsage(this.cpuBefore);
    return { count, seconds, whole: end.done / seconds, steady, cpuMs: (user + system) / 1_000 / count };
  }
}

export const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
