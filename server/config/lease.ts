import { EnvironmentSchema } from "./variables";

/** The lease of jobs, when the environment sets one. It was checked at the start, with everything else. */
export function leaseMsOf(raw: NodeJS.ProcessEnv): number | undefined {
  return EnvironmentSchema.shape.TANDEM_LEASE_MS.parse(raw.TANDEM_LEASE_MS?.trim() || undefined);
}
