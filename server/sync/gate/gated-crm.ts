import { createHttpCrm, type HttpCrmOptions } from "../../crm/http";
import type { Crm } from "../../crm/port";
import type { Gate } from "./gate";

/**
 * The backend behind the gate. The gate stands before every HTTP call and not before every method: one that reads
 * back what it wrote makes two, and the backend counts both.
 */
export function createGatedCrm(options: HttpCrmOptions, gate: Gate): Crm {
  return createHttpCrm({
    ...options,
    admit: ({ lane = "live", signal, timeoutMs }) => gate.take(lane, { signal, patienceMs: timeoutMs }),
    onCall: (call) => {
      gate.report(call);
      options.onCall?.(call);
    },
  });
}
