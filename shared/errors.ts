import { z } from "zod";

/**
 * An expected failure that crosses a boundary: data, not a class. Convex functions throw it as `ConvexError` data
 * (the only part of an error that real Convex lets through), tRPC hands it to the client as `data.app`.
 * `message` is for people and free of personal data; `field` names the input to mend.
 */
export const AppError = z.object({
  code: z.enum([
    "invalid",
    "not_found",
    "conflict",
    "forbidden",
    "unauthenticated",
    "unavailable",
    /** Too often; the message says when to come again. */
    "too_many",
    "needs_confirmation",
    /** The password was right; a code of the second factor has to come with it. */
    "needs_second_factor",
    /** Say again who you are, by password or code, and repeat the call. */
    "needs_step_up",
  ]),
  message: z.string(),
  field: z.string().optional(),
});
export type AppError = z.infer<typeof AppError>;
