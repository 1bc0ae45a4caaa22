import { z } from "zod";
import { linkStates } from "./link-state";

/** The portal: inputs and outputs of the tRPC router `portal`, beside the registration form. */
export const PortalSignInInput = z.object({
  email: z.string().trim().min(1, "Enter your e-mail address.").max(254),
  password: z.string().min(1, "Enter your password.").max(200),
});

/** What a signed-in member sees of themselves. `sync.pending` is false once both sides are linked. */
export const Member = z.object({
  userId: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  sync: z.object({
    state: z.enum(linkStates),
    pending: z.boolean(),
    nextAttemptAt: z.number().nullable(),
    frontendUserId: z.string().nullable(),
    crmContactId: z.string().nullable(),
  }),
});
export type Member = z.infer<typeof Member>;
