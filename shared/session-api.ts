import { z } from "zod";
import { operatorRoles } from "./permissions";

/** Operators at the door of the console: inputs and outputs of the tRPC router `session`. */

/**
 * Length counts, not its composition (NIST SP 800-63B); whether it is a common one is judged by
 * server/auth/password-policy.ts.
 */
export const Password = z
  .string()
  .min(12, "Use at least 12 characters.")
  .max(200, "Use at most 200 characters.");

/** Six digits of an authenticator app, or a recovery code; spaces and hyphens as people like to type them. */
const Code = z
  .string()
  .trim()
  .transform((text) => text.replaceAll(/[\s-]/gu, "").toUpperCase())
  .pipe(z.string().min(1, "Enter the code.").max(40));

export const SignInInput = z.object({
  email: z.string().trim().min(1, "Enter your e-mail address.").max(254),
  password: z.string().min(1, "Enter your password.").max(200),
  /** Only of who has a second factor: without it they are refused with `needs_second_factor`. */
  code: Code.optional(),
});

const Name = z.string().trim().min(1, "Enter your name.").max(120);
const Email = z.email("Enter a full e-mail address, such as anna@example.org.").max(254);

/** The one-time link printed at the first start: it lets the first admin choose e-mail, name and password. */
export const SetUpInput = z.object({
  token: z.string().min(1),
  name: Name,
  email: Email,
  password: Password,
});

export const Me = z.object({
  operatorId: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(operatorRoles),
  /** The desk stays shut until they have a second factor. */
  mustEnrol: z.boolean(),
});
export type Me = z.infer<typeof Me>;

export const SetUpStatus = z.object({ usable: z.boolean(), why: z.string().nullable() });

/** An invitation, to whoever holds its link. */
export const InviteStatus = z.object({
  invite: z.object({ email: z.string(), role: z.enum(operatorRoles) }).nullable(),
  why: z.string().nullable(),
});
export const AcceptInviteInput = z.object({ token: z.string().min(1), name: Name, password: Password });

/** Who is signed in says so again: by their password, or by a code of their second factor. */
export const StepUpInput = z.discriminatedUnion("by", [
  z.object({ by: z.literal("password"), password: z.string().min(1, "Enter your password.").max(200) }),
  z.object({ by: z.literal("code"), code: Code }),
]);
export type StepUpInput = z.input<typeof StepUpInput>;

/** For so long after signing in or a step-up nobody is asked again, in ms. */
export const STEP_UP_MS = 10 * 60_000;

/** An open session. `device` is what the browser calls itself. */
export const OperatorSession = z.object({
  sessionId: z.string(),
  current: z.boolean(),
  device: z.string().nullable(),
  address: z.string().nullable(),
  openedAt: z.number(),
  seenAt: z.number(),
  expiresAt: z.number(),
});
export type OperatorSession = z.infer<typeof OperatorSession>;
export const OperatorSessions = z.array(OperatorSession);

/** What the signed-in operator sees of their own account. */
export const OwnAccount = z.object({
  secondFactor: z.object({ since: z.number(), recoveryCodesLeft: z.int() }).nullable(),
  /** Whether admins are to have one. */
  demanded: z.boolean(),
});
export type OwnAccount = z.infer<typeof OwnAccount>;

export const ChangePasswordInput = z.object({
  current: z.string().min(1, "Enter your password.").max(200),
  password: Password,
});

/** What an authenticator app needs, as text and as a picture (SVG). Shown once. */
export const Enrolment = z.object({ secret: z.string(), qr: z.string() });
export const ConfirmInput = z.object({ code: Code });
/** Shown once; only their hashes are kept. */
export const RecoveryCodes = z.object({ codes: z.array(z.string()) });
export const SessionRef = z.object({ sessionId: z.string().min(1).max(100) });
export const EndedSessions = z.object({ ended: z.int() });
