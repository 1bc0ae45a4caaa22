import { z } from "zod";
import { linkStates } from "./link-state";
import { languages } from "./language";
import { MemberPassword } from "./registration";

/** The portal: inputs and outputs of the tRPC router `portal`, beside the registration form. */
const Email = z.string().trim().min(1, "Enter your e-mail address.").max(254);
/** The language of the page: mails are written in it. */
const language = z.enum(languages);
const LinkToken = z.string().min(1).max(100);

export const PortalSignInInput = z.object({
  email: Email,
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

/** The mail with a link by which somebody sets a password; the answer is the same whoever has the address. */
export const ForgottenPasswordInput = z.object({ email: Email, language });
export const PasswordLinkInput = z.object({ token: LinkToken });
export const PasswordLink = z.object({ good: z.boolean() });
export const NewPasswordInput = z.object({ token: LinkToken, password: MemberPassword, language });

export const ChangeMemberPasswordInput = z.object({
  current: z.string().min(1, "Enter your password.").max(200),
  password: MemberPassword,
  language,
});

/** An open session of the member. `device` is what the browser calls itself. Times in ms since epoch. */
export const MemberSession = z.object({
  sessionId: z.string(),
  current: z.boolean(),
  device: z.string().nullable(),
  openedAt: z.number(),
  seenAt: z.number(),
});
export type MemberSession = z.infer<typeof MemberSession>;
