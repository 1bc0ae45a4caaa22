import { Gauge, type Registry } from "prom-client";
import { breakerStates } from "../../shared/gate";
import type { Gate } from "../sync/gate/gate";

/** Shows what the gate of this process is like at the moment it is asked. */
export function addGateMetrics(registry: Registry, gate: Gate): void {
  const registers = [registry];
  new Gauge({
    ...{ name: "tandem_breaker_state", help: "1 for the state the breaker is in.", registers },
    labelNames: ["state"],
    collect() {
      const { state } = gate.state().breaker;
      for (const each of breakerStates) this.set({ state: each }, each === state ? 1 : 0);
    },
  });
  new Gauge({
    ...{ name: "tandem_backend_tokens", help: "Calls to the backend that may be made at once.", registers },
    collect() {
      this.set(gate.state().rate.tokens);
    },
  });
  new Gauge({
    ...{ name: "tandem_backend_calls_waiting", help: "Calls that wait for their turn.", registers },
    labelNames: ["lane"],
    collect() {
      const { live, bulk } = gate.state().rate.waiting;
      this.set({ lane: "live" }, live);
      this.set({ lane: "bulk" }, bulk);
    },
  });
  new Gauge({
    name: "tandem_backend_held_until_seconds",
    help: "Until when the backend asked everybody to wait, in Unix seconds; 0 when it did not.",
    registers,
    collect() {
      this.set((gate.state().heldUntil ?? 0) / 1000);
    },
  });
}
