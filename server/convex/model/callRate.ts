import type { QueryCtx } from "../_generated/server";
import { readSettings } from "./settings";

/** Calls to the backend that the gate lets through, per second. */
export async function callsPerSecond(ctx: QueryCtx): Promise<number> {
  const { settings } = await readSettings(ctx);
  return settings.gate.ratePerMinute / 60;
}
