import { t } from "./words";

const MINUTE = 60_000;

/** A wait in words, never shorter than it is: "12 seconds", "5 minutes", "2 hours". */
export function waitOf(ms: number): string {
  if (ms < MINUTE) return t("seconds", { count: Math.ceil(ms / 1_000) });
  if (ms < 60 * MINUTE) return t("minutes", { count: Math.ceil(ms / MINUTE) });
  return t("hours", { count: Math.ceil(ms / (60 * MINUTE)) });
}
