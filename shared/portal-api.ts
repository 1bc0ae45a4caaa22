import { z } from "zod";
import { linkStates } from "./link-state";
import { languages } from "./language";
import { MemberEmail, MemberPassword, ProfileFields } from "./registration";

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
  /**
   * Whether the mailbox was shown to be theirs; before that, name and address are what they typed, and more is not shown.
   * `asked`: where a link was mailed that is still good, and until when: another address is one that they want.
   */
  address: z.object({
    proven: z.boolean(),
    asked: z.object({ email: z.string(), isOther: z.boolean(), until: z.number() }).nullable(),
  }),
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

/** The link in a mail that asks whose mailbox it is. `changed`: their address is another one by now. */
export const ProofLinkInput = z.object({ token: LinkToken, language });
export const ProvenAddress = z.object({ changed: z.boolean() });
export const AskProofInput = z.object({ language });

/** Another address, for who knows the password. It counts when the link that is mailed there is opened. */
export const ChangeAddressInput = z.object({
  email: MemberEmail,
  password: z.string().min(1, "Enter your password.").max(200),
  language,
});

export const profileFields = Object.keys(ProfileFields.shape) as ProfileField[];
export type ProfileField = keyof ProfileFields;
export type ProfileFields = z.infer<typeof ProfileFields>;

const { salutation, title, firstName, lastName, phone, organization, profession, position } =
  ProfileFields.shape;

/** What a member changes of it. What is absent stays: what the office has written there may be what no form would take. */
export const ProfileChanges = z
  .object({
    ...{ salutation: salutation.unwrap(), title: title.unwrap(), firstName, lastName, phone: phone.unwrap() },
    ...{ organization: organization.unwrap(), profession: profession.unwrap(), position: position.unwrap() },
  })
  .partial();
export type ProfileChanges = z.infer<typeof ProfileChanges>;

/** A member's profile; `locked`: the fields that only the CRM's people change. */
export const MemberProfile = z.object({
  profile: ProfileFields,
  locked: z.array(z.enum(Object.keys(ProfileFields.shape) as [ProfileField, ...ProfileField[]])),
  /** Changes that the CRM has not been told yet. */
  waits: z.boolean(),
});
export type MemberProfile = z.infer<typeof MemberProfile>;

/** What is typed to say that one means it, in the language of the page. */
export const deletionWords = { en: "delete", de: "löschen" } as const;

export const DeleteAccountInput = z
  .object({
    password: z.string().min(1, "Enter your password.").max(200),
    word: z.string().trim().toLowerCase(),
    language,
  })
  .refine(({ word, language }) => word === deletionWords[language], {
    path: ["word"],
    message: "Type the word as it stands there.",
  });

/** Until when the desk can bring a deleted account back, in ms since epoch. */
export const DeletedAccount = z.object({ restorableUntil: z.number() });
