import { z } from "zod";
import { PersonRef } from "./users-api";

/** Looking at one masked value all the same: input and output of `users.reveal`. The audit tells who looked at what. */

/** Where a value stands: in the list's row, in the account, or in the contact as the mirror has it. */
export const revealSides = ["row", "convex", "crm"] as const;
export const revealFields = ["name", "email", "firstName", "lastName", "phone"] as const;
export type RevealField = (typeof revealFields)[number];

export const RevealInput = PersonRef.extend({ side: z.enum(revealSides), field: z.enum(revealFields) });
export type RevealInput = z.infer<typeof RevealInput>;
/** `null` is missing there. */
export const Revealed = z.object({ value: z.string().nullable() });
