import type { z } from "zod";
import type {
  ChangeMemberPasswordInput,
  ForgottenPasswordInput,
  Member,
  NewPasswordInput,
  PortalSignInInput,
} from "../../shared/portal-api";
import { systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import { expected } from "../expected";
import { deviceOf } from "./device";
import type { DoorsOptions } from "./doors";
import { memberGuessKeysOf, resetLimitsOf } from "./guess-keys";
import type { SignedInMember } from "./identify";
import { memberActor } from "./member-actor";
import { proveOwnPassword, refuseMail } from "./own-password";
import { refuseGuessable } from "./password-policy";
import { hashPassword, passwordMatches } from "./passwords";
import { hashToken, newToken } from "./tokens";
import { refuseTooMany } from "./too-many";

/** A member stays signed in for a month. In ms. */
const MEMBER_SESSION_MS = 30 * 24 * 3_600_000;

/** How often it is noted that a member is still there, in ms: each time is a write. */
const NOTE_SEEN_MS = 10 * 60_000;

/** A member's session that is not open yet: store the rest, then `admit` sets the cookie. */
export type NewMemberSession = {
  tokenHash: string;
  expiresAt: number;
  device?: string;
  admit(): void;
};

/** What others know of whoever a link is for: their password must not be made of it. */
type PasswordLinkOwner = { known: string[] };

/** The door of the portal, for one request. */
export type MemberDoors = {
  newMemberSession(): NewMemberSession;
  signInMember(input: z.infer<typeof PortalSignInInput>): Promise<Member>;
  signOutMember(): Promise<void>;
  /** Notes now and then that the member is there. */
  keepSeen(member: SignedInMember): Promise<void>;
  /** Asks for the mail with a link; what comes of it is told to nobody but the mailbox. */
  askForPasswordLink(input: z.infer<typeof ForgottenPasswordInput>): Promise<void>;
  /** `null`: the link is no good any more. */
  lookUpPasswordLink(token: string): Promise<PasswordLinkOwner | null>;
  setPasswordByLink(input: z.infer<typeof NewPasswordInput>, owner: PasswordLinkOwner): Promise<void>;
  changeMemberPassword(
    member: SignedInMember,
    input: z.infer<typeof ChangeMemberPasswordInput>,
  ): Promise<{ ended: number }>;
};

export function memberDoors(options: DoorsOptions): MemberDoors {
  return { ...entrances(options), ...passwords(options) };
}

/** The way into the portal, and out. */
function entrances({ convex, cookies, address, userAgent, requestId }: DoorsOptions) {
  const tandem = convex.as(systemActor);
  const newMemberSession = (): NewMemberSession => {
    const { token, tokenHash } = newToken();
    const expiresAt = Date.now() + MEMBER_SESSION_MS;
    const device = deviceOf(userAgent);
    const admit = () => cookies.set("member", token, expiresAt);
    return { tokenHash, expiresAt, ...(device ? { device } : {}), admit };
  };
  return {
    newMemberSession,

    async signInMember({ email, password }: z.infer<typeof PortalSignInInput>) {
      const keys = memberGuessKeysOf(email, address);
      const begun = await tandem.mutation(api.memberSignIn.begin, { email, keys });
      refuseTooMany(begun);
      // An unknown e-mail and a wrong password get the same answer after the same work.
      const right = await passwordMatches(begun.credential?.passwordHash ?? null, password);
      if (!begun.credential || !right) {
        throw expected({ code: "unauthenticated", message: "E-mail address or password is wrong." });
      }
      const { admit, ...session } = newMemberSession();
      const asked = { proven: begun.credential, keys, session, requestId };
      await tandem.mutation(api.memberSignIn.openSession, asked);
      admit();
      return convex.as(memberActor(begun.credential.convexId)).query(api.members.me, {});
    },

    async signOutMember() {
      const token = cookies.read("member");
      if (token) await tandem.mutation(api.memberSessions.close, { tokenHash: hashToken(token), requestId });
      cookies.clear("member");
    },

    async keepSeen({ seenAt }: SignedInMember) {
      const token = cookies.read("member");
      if (!token || Date.now() - seenAt < NOTE_SEEN_MS) return;
      await tandem.mutation(api.memberSessions.noteSeen, { tokenHash: hashToken(token) });
    },
  };
}

/** Another password: by a link in a mail, or for who knows the one they have. */
function passwords(options: DoorsOptions) {
  const { convex, address, seal, requestId } = options;
  const tandem = convex.as(systemActor);
  return {
    lookUpPasswordLink: (token: string) =>
      tandem.query(api.memberPasswords.lookUpLink, { tokenHash: hashToken(token) }),

    async askForPasswordLink({ email, language }: z.infer<typeof ForgottenPasswordInput>) {
      const { token, tokenHash } = newToken();
      const sealedToken = seal.seal(token, tokenHash);
      const link = { email, language, tokenHash, sealedToken, limits: resetLimitsOf(email, address) };
      refuseMail(await tandem.mutation(api.memberPasswords.askForLink, link));
    },

    async setPasswordByLink(
      { token, password, language }: z.infer<typeof NewPasswordInput>,
      { known }: PasswordLinkOwner,
    ) {
      await refuseGuessable(password, known);
      const passwordHash = await hashPassword(password);
      const asked = { tokenHash: hashToken(token), passwordHash, language, requestId };
      await tandem.mutation(api.memberPasswords.setByLink, asked);
    },

    async changeMemberPassword(
      { userId, sessionId }: SignedInMember,
      { current, password, language }: z.infer<typeof ChangeMemberPasswordInput>,
    ) {
      const proven = await proveOwnPassword(options, { userId, password: current, field: "current" });
      const member = convex.as(memberActor(userId));
      const { firstName, lastName, email } = await member.query(api.members.me, {});
      await refuseGuessable(password, [firstName, lastName, email]);
      const passwordHash = await hashPassword(password);
      const asked = { passwordHash, ...proven, current: sessionId };
      return member.mutation(api.memberPasswords.change, { ...asked, language, requestId });
    },
  };
}
