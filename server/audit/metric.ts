import { Gauge, type Registry } from "prom-client";
import type { AuditKeeper } from "./keeper";

/** Shows a monitoring system whether events come into the chain; left out before the first time. */
export function addAuditMetric(registry: Registry, { caughtUpAt }: Pick<AuditKeeper, "caughtUpAt">): void {
  new Gauge({
    name: "tandem_audit_behind_seconds",
    help: "Seconds since every event but the newest was in the audit's chain.",
    registers: [registry],
    collect() {
      const at = caughtUpAt();
      if (at === null) this.remove();
      else this.set((performance.now() - at) / 1_000);
    },
  });
}
