/** Attempts remembered, so that one that comes before it is asked for is not missed. */
const REMEMBERED = 1_000;

type Waiting = { after: number; tell: (attempt: number) => void };

/** Lets a request wait until an attempt of a job has ended in this process. Attempts are numbered from 1. */
export class Outcomes {
  private readonly recent = new Map<string, number>();
  private readonly waiting = new Map<string, Waiting[]>();

  settle(jobId: string, attempt: number): void {
    this.recent.delete(jobId);
    this.recent.set(jobId, attempt);
    const [oldest] = this.recent.keys();
    if (this.recent.size > REMEMBERED && oldest !== undefined) this.recent.delete(oldest);
    const waiting = this.waiting.get(jobId) ?? [];
    this.#keep(
      jobId,
      waiting.filter(({ after }) => after >= attempt),
    );
    for (const { after, tell } of waiting) if (after < attempt) tell(attempt);
  }

  /** The job's attempt after number `after` that has ended here; `null` when none has after `ms`. */
  waitFor(jobId: string, ms: number, after = 0): Promise<number | null> {
    const known = this.recent.get(jobId);
    if (known !== undefined && known > after) return Promise.resolve(known);
    return new Promise((resolve) => {
      const tell = (attempt: number) => {
        clearTimeout(timer);
        resolve(attempt);
      };
      const others = () => (this.waiting.get(jobId) ?? []).filter((each) => each.tell !== tell);
      const timer = setTimeout(() => {
        this.#keep(jobId, others());
        resolve(null);
      }, ms);
      this.#keep(jobId, [...others(), { after, tell }]);
    });
  }

  #keep(jobId: string, waiting: Waiting[]): void {
    if (waiting.length > 0) this.waiting.set(jobId, waiting);
    else this.waiting.delete(jobId);
  }
}
