/** The calls that are looked back at, and how many of them must have failed. */
const WINDOW = 40;
const TOO_MANY = 20;

/** Finds a backend that fails often, but never many times in a row. Remembers the last calls and nothing older. */
export class FailureShare {
  private readonly recent: boolean[] = [];

  add(failed: boolean): void {
    this.recent.push(failed);
    if (this.recent.length > WINDOW) this.recent.shift();
  }

  /** Whether half of a full window failed. */
  isHigh(): boolean {
    return this.recent.filter(Boolean).length >= TOO_MANY;
  }
}
