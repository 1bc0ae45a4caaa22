import type { Clock } from "../clock";
import { type ChaosInput, type ChaosSettings, chaosSettingsSchema } from "./settings";

const DEFAULT_SLOW_MS = 10_000;

/** Decides which request is struck by which fault. Knows nothing of HTTP. */
export class Chaos {
  private settings: ChaosSettings = chaosSettingsSchema.parse({ mode: "ok" });
  private readonly delays = new Set<() => void>();

  constructor(
    private readonly clock: Clock,
    private readonly random: () => number,
  ) {}

  /** Replaces the fault. Requests that are being delayed stay so. Throws a `ZodError` for settings that make no sense. */
  set(input: ChaosInput): ChaosSettings {
    this.settings = chaosSettingsSchema.parse(input);
    return this.settings;
  }

  /** The fault that is on now; `ok` when it has run out. */
  get(): ChaosSettings {
    const { untilMs } = this.settings;
    return untilMs !== undefined && this.clock.now() >= untilMs
      ? { ...this.settings, mode: "ok" }
      : this.settings;
  }

  /** The fault for one request about this person, or null. Draws lots, so ask once for each request. */
  draw(email: string | undefined): ChaosSettings | null {
    const fault = this.get();
    if (fault.mode === "ok") return null;
    if (fault.match && !email?.toLowerCase().includes(fault.match.email.toLowerCase())) return null;
    return fault.share >= 1 || this.random() < fault.share ? fault : null;
  }

  /** Waits as long as the fault says; `close` cuts it short. */
  async delay(fault: ChaosSettings): Promise<void> {
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
}
