import { z } from "zod";
import { DemoView } from "./demo-api";
import { GateState, LaneView } from "./gate";
import { Silence } from "./reconcile-api";
import { Plain } from "./personal";

/** The two dots of the shell. `since` in ms since epoch. */
const Dot = z.object({
  status: z.enum(["ok", "failing", "unknown"]),
  detail: Plain,
  since: z.number().nullable(),
});
export const Health = z.object({
  store: Dot,
  backend: Dot,
  queue: z.object({ open: z.int(), oldestWaitingAt: z.number().nullable() }),
  /** What this server lets through to the backend. */
  gate: GateState,
  /** Whether work for the backend waits for an admin; null when the store does not say. */
  lane: LaneView.nullable(),
  /** Whether webhooks have ceased to come; null while this server does not know. */
  silence: Silence.nullable(),
  /** Only in the demo. */
  demo: DemoView.optional(),
});
export type Health = z.infer<typeof Health>;
