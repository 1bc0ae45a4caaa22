const MINUTE = 60_000;

/** A wait in words, never shorter than it is: "12 seconds", "5 minutes", "2 hours". */
export function waitOf(ms: number): string {
  if (ms < MINUTE) return count(Math.ceil(ms / 1_000), "second");
  if (ms < 60 * MINUTE) return count(Math.ceil(ms / MINUTE), "minute");
  return count(Math.ceil(ms / (60 * MINUTE)), "hour");
}

const count = (amount: number, unit: string) => `${amount} ${unit}${amount === 1 ? "" : "s"}`;
