import { z } from "zod";
import { PersonalWords, Plain } from "./personal";

/** Runs that need a second admin, over people and over webhooks alike. Times are ms since epoch. */

/** Before it is asked for: the size above which that is so, how long there is, and whether anybody could approve at all. */
export const NeededApproval = z.object({ over: z.int(), hours: z.int(), anyApprover: z.boolean() });
export type NeededApproval = z.infer<typeof NeededApproval>;

/** What is asked of a second admin, and what they said. */
export const Approval = z.object({
  /** The size above which such a run needs one, when it was asked for. */
  over: z.int(),
  /** Undecided until then, it has expired. */
  expiresAt: z.number(),
  /** The share in percent of those in it for whom the plan may have become another one until it is approved. */
  mayChangePercent: z.number(),
  /** Who approved it, refused it or took it back. */
  decided: z
    .object({ verdict: z.enum(["approved", "rejected", "withdrawn"]), by: Plain, at: z.number() })
    .extend({ reason: PersonalWords.nullable() })
    .nullable(),
  /** The operator who asked for the run, and so cannot approve it. */
  makerId: Plain.nullable(),
});
export type Approval = z.infer<typeof Approval>;

/** Why another admin does not agree. */
export const WhyRejected = z.string().trim().min(3, "Say why, in at least 3 characters.").max(500);
