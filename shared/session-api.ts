import { z } from "zod";
import { operatorRoles } from "./permissions";
import { isSeen } from "./seen-text";

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

const Name = z
  .string()
  .trim()
  .min(1, "Enter your name.")
  .max(120)
  .refine(isSeen, { error: "Leave out characters that cannot be seen." });
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

/** A link by which an operator chooses another password, to whoever holds it. */
export const ResetStatus = z.object({
  reset: z.object({ email: z.string(), name: z.string() }).nullable(),
  why: z.string().nullable(),
});
export const ResetPasswordInput = z.object({ token: z.string().min(1), password: Password });

/** The ways of signing in beside the password. */
export const SignInMethods = z.object({ provider: z.object({ label: z.string() }).nullable() });

/** `next`: the screen they wanted. What is too long for a cookie is forgotten. */
export const BeginSignOnInput = z.object({ next: z.string().max(1_000).catch("") });
/** The page of the identity provider to go to. */
export const BegunSignOn = z.object({ url: z.url({ protocol: /^https?$/u }) });
/** The query of the address to which the identity provider has led them back. */
export const FinishSignOnInput = z.object({ answer: z.string().min(1).max(8_000) });
export const SignedOn = z.object({ me: Me, next: z.string() });
export const FinishedSignOn = z.discriminatedUnion("is", [
  SignedOn.extend({ is: z.literal("in") }),
  /** A code of their second factor is still wanted. */
  z.object({ is: z.literal("code wanted") }),
  /** It was a step-up. */
  z.object({ is: z.literal("confirmed") }),
]);
/** `away`: the page of the identity provider on which to sign out there too. */
export const SignedOut = z.object({ away: z.url({ protocol: /^https?$/u }).nullable() });
export const SignOnCodeInput = z.object({ code: Code });

/** Who is signed in says so again: by their password, or by a code of their second factor. */
export const StepUpInput = z.discriminatedUnion("by", [
  z.object({ by: z.literal("password"), password: z.string().min(1, "Enter your password.").max(200) }),
  z.object({ by: z.literal("code"), code: Code }),
]);
export type StepUpInput = z.input<typeof StepUpInput>;

/** For so long after signing in or a step-up nobody is asked again, in ms. */
export const STEP_UP_MS = 10 * 60_000;

/** Said to who asks by an API token that was not made for it. */
export const notUnattended =
  "This API token may not do what an operator is asked for their password before. Make one that may, or do it in the console.";

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
  /** Whether they have one; who came by the identity provider may have none. */
  password: z.boolean(),
  /** Whether they have come by the identity provider. */
  signOn: z.boolean(),
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
