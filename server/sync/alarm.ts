/** A sleep that can be cut short. A ring between `set` and the sleep is not missed. */
export class Alarm {
  private ringing: () => void = () => {};
  private rung = Promise.resolve();

  set(): void {
    this.rung = new Promise((resolve) => (this.ringing = resolve));
  }

  ring(): void {
    this.ringing();
  }

  /** Resolves at the ring, or after `ms`. */
  async ringsWithin(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const slept = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
    await Promise.race([slept, this.rung]);
    clearTimeout(timer);
  }
}
