import { z } from "zod";

/** The two dots of the shell. `since` in ms since epoch. */
const Dot = z.object({
  status: z.enum(["ok", "failing", "unknown"]),
  detail: z.string(),
  since: z.number().nullable(),
});
export const Health = z.object({
  store: Dot,
  backend: Dot,
  queue: z.object({ open: z.int(), oldestWaitingAt: z.number().nullable() }),
});
export type Health = z.infer<typeof Health>;
