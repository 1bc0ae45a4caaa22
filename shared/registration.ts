import { z } from "zod";
import { languages } from "./language";
import { phoneKey } from "./normalize";
import { isSeen } from "./seen-text";

/** The portal's registration form. One schema for the browser and the server; messages are shown beside the field. */
export const salutations = ["", "Frau", "Herr", "Divers"] as const;

const seen = { error: "Leave out characters that cannot be seen." };

const optionalText = (max: number) =>
  z.string().trim().max(max, `Use at most ${max} characters.`).refine(isSeen, seen).default("");
const requiredText = (message: string, max: number) =>
  z.string().trim().min(1, message).max(max, `Use at most ${max} characters.`).refine(isSeen, seen);

/** A password that a member chooses. */
export const MemberPassword = z
  .string()
  .min(10, "Use at least 10 characters.")
  .max(200, "Use at most 200 characters.");

/** Who somebody says they are; the members change it later (shared/portal-api.ts). */
export const ProfileFields = z.object({
  salutation: z.enum(salutations).default(""),
  title: optionalText(60),
  firstName: requiredText("Enter your first name.", 100),
  lastName: requiredText("Enter your last name.", 100),
  phone: optionalText(40).refine((phone) => !phone || /\d{4}/u.test(phone.replace(/\D/gu, "")), {
    message: "Enter a phone number with its area code, or leave this empty.",
  }),
  organization: optionalText(200),
  profession: optionalText(120),
  position: optionalText(120),
});

/** An address that mail can be sent to. */
export const MemberEmail = z.email("Enter a full e-mail address, such as anna@example.org.").max(254);

export const RegistrationFields = ProfileFields.extend({
  email: MemberEmail,
  password: MemberPassword,
  passwordAgain: z.string(),
  terms: z.literal(true, { error: "Accept the terms to register." }),
  /** The token of the invitation they came by. */
  invite: z.string().max(100).optional(),
  /** Made anew with whatever is typed: the same form sent again, because no answer came, makes no second account. */
  formKey: z.uuid().optional(),
  /** The language of the page: the mail that asks for the address is written in it. */
  language: z.enum(languages).optional(),
});

export const RegistrationForm = RegistrationFields.refine((form) => form.password === form.passwordAgain, {
  path: ["passwordAgain"],
  message: "The two passwords differ.",
});
export type RegistrationForm = z.infer<typeof RegistrationForm>;

/** The same where nobody is told that an address is taken: the password is set by a link in a mail. */
export const RegistrationByMail = RegistrationFields.omit({
  password: true,
  passwordAgain: true,
  formKey: true,
});
export type RegistrationByMail = z.infer<typeof RegistrationByMail>;

/** What is kept of a registration: who they say they are. */
export function profileOf(form: RegistrationByMail) {
  const profile = ProfileFields.parse(form);
  return { ...profile, email: form.email, phone: phoneKey(profile.phone) ?? "" };
}

/** `linked`: both IDs are known. `backend_sync_pending`: the account works, the backend follows by itself. */
export const RegistrationResult = z.discriminatedUnion("status", [
  z.object({
    status: z.literal("linked"),
    userId: z.string(),
    frontendUserId: z.string(),
    crmContactId: z.string(),
  }),
  z.object({ status: z.literal("backend_sync_pending"), userId: z.string() }),
]);
export type RegistrationResult = z.infer<typeof RegistrationResult>;
