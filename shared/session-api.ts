import { z } from "zod";
import { operatorRoles } from "./permissions";

/** Operators at the door of the console: inputs and outputs of the tRPC router `session`. */
export const Password = z
  .string()
  .min(12, "Use at least 12 characters.")
  .max(200, "Use at most 200 characters.");

export const SignInInput = z.object({
  email: z.string().trim().min(1, "Enter your e-mail address.").max(254),
  password: z.string().min(1, "Enter your password.").max(200),
});

/** The one-time link printed at the first start: it lets the first admin choose e-mail, name and password. */
export const SetUpInput = z.object({
  token: z.string().min(1),
  name: z.string().trim().min(1, "Enter your name.").max(120),
  email: z.email("Enter a full e-mail address, such as anna@example.org.").max(254),
  password: Password,
});

export const Me = z.object({
  operatorId: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(operatorRoles),
});
export type Me = z.infer<typeof Me>;

export const SetUpStatus = z.object({ usable: z.boolean(), why: z.string().nullable() });
