import { z } from "zod";

/** How far the audit can be proved: what is in the chain, what of it is signed, and what still waits. */
export const ChainState = z.object({
  /** The newest record of the chain; `at` is when its event happened, in ms. */
  sealed: z.object({ seq: z.int(), hash: z.string(), at: z.number() }).nullable(),
  checkpoint: z.object({ seq: z.int(), at: z.number(), keyId: z.string() }).nullable(),
  /** Events that happened and are not in the chain yet; `exact` is false when there are more than were counted. */
  unsealed: z.object({ count: z.int(), exact: z.boolean(), oldestAt: z.number().nullable() }),
});
export type ChainState = z.infer<typeof ChainState>;
