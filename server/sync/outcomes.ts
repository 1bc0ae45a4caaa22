/** Outcomes remembered, so that one that comes before it is asked for is not missed. */
const REMEMBERED = 1_000;

/** Lets a request wait for the attempt of a job that runs in this process. */
export class Outcomes {
  private readonly recent = new Map<string, boolean>();
  private readonly waiting = new Map<string, Array<(succeeded: boolean) => void>>();

  settle(jobId: string, succeeded: boolean): void {
    this.recent.delete(jobId);
    this.recent.set(jobId, succeeded);
    const [oldest] = this.recent.keys();
    if (this.recent.size > REMEMBERED && oldest !== undefined) this.recent.delete(oldest);
    for (const tell of this.waiting.get(jobId) ?? []) tell(succeeded);
    this.waiting.delete(jobId);
  }

  /** Whether the job's attempt succeeded; false when none has ended after `ms`. */
  waitFor(jobId: string, ms: number): Promise<boolean> {
    const known = this.recent.get(jobId);
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve) => {
      const tell = (succeeded: boolean) => {
        clearTimeout(timer);
        resolve(succeeded);
      };
      const timer = setTimeout(() => {
        this.waiting.set(jobId, this.waiting.get(jobId)?.filter((other) => other !== tell) ?? []);
        if (this.waiting.get(jobId)?.length === 0) this.waiting.delete(jobId);
        resolve(false);
      }, ms);
      this.waiting.set(jobId, [...(this.waiting.get(jobId) ?? []), tell]);
    });
  }
}
