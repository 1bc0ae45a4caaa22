/** Long work in slices: the event loop turns in between, so that nobody else waits long. */

// Taken at the start: the store must go on where a test replaces timers.
const { setImmediate: afterIo } = globalThis;

const SLICE_MS = 10;

export class Pace {
  #turnedAt = 0;

  /** Lets I/O and timers have their turn. */
  async turn(): Promise<void> {
    await new Promise((resolve) => void afterIo(resolve));
    this.#turnedAt = performance.now();
  }

  /** The same, if the last turn is a slice ago. */
  async turnIfDue(): Promise<void> {
    if (performance.now() - this.#turnedAt > SLICE_MS) await this.turn();
  }
}
