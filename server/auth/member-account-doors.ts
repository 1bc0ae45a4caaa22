import type { z } from "zod";
import type { AppError } from "../../shared/errors";
import type { Language } from "../../shared/language";
import type { ChangeAddressInput, DeleteAccountInput } from "../../shared/portal-api";
import { api } from "../convex/_generated/api";
import { expected } from "../expected";
import type { DoorsOptions } from "./doors";
import { proofLimitsOf } from "./guess-keys";
import type { SignedInMember } from "./identify";
import { memberActor } from "./member-actor";
import { proveOwnPassword, refuseMail } from "./own-password";
import { hashToken, newToken } from "./tokens";

/** The token of a link that is to be mailed: its SHA-256, and itself, sealed. */
export type LinkToken = { tokenHash: string; sealedToken: string };

/** What a member does about their address and their account, for one request. */
export type MemberAccountDoors = {
  newLinkToken(): LinkToken;
  /** Has the link that asks for their address mailed once more. */
  askForProof(member: SignedInMember, language: Language): Promise<void>;
  askForOtherAddress(member: SignedInMember, input: z.infer<typeof ChangeAddressInput>): Promise<void>;
  confirmAddress(
    member: SignedInMember,
    asked: { token: string; language: Language },
  ): Promise<{ changed: boolean }>;
  /** Their account is gone for them, and so is the cookie. */
  deleteAccount(
    member: SignedInMember,
    input: z.infer<typeof DeleteAccountInput>,
  ): Promise<{ restorableUntil: number }>;
};

export function memberAccountDoors(options: DoorsOptions): MemberAccountDoors {
  const { convex, cookies, address, seal, requestId } = options;
  const as = ({ userId }: SignedInMember) => convex.as(memberActor(userId));
  const newLinkToken = (): LinkToken => {
    const { token, tokenHash } = newToken();
    return { tokenHash, sealedToken: seal.seal(token, tokenHash) };
  };
  return {
    newLinkToken,

    async askForProof(member, language) {
      // By the account: it has one address, and others must not use its mails up.
      const limits = proofLimitsOf(`${member.userId}@account`, address);
      const asked = { token: newLinkToken(), limits, language, requestId };
      refuseMail(await as(member).mutation(api.memberAddress.askAgain, asked));
    },

    async askForOtherAddress(member, { email, password, language }) {
      const { userId } = member;
      const proven = await proveOwnPassword(options, { userId, password, field: "password" });
      const asked = { email, token: newLinkToken(), limits: proofLimitsOf(email, address) };
      const { askForOther } = api.memberAddress;
      const answer = await as(member).mutation(askForOther, { ...asked, ...proven, language, requestId });
      if ("refused" in answer) throw expected(refusedAddresses[answer.refused]);
      refuseMail(answer);
    },

    confirmAddress: (member, { token, language }) =>
      as(member).mutation(api.memberAddress.confirm, { tokenHash: hashToken(token), language, requestId }),

    async deleteAccount(member, { password, language }) {
      const { userId } = member;
      const proven = await proveOwnPassword(options, { userId, password, field: "password" });
      const deleted = await as(member).mutation(api.memberDeletion.deleteOwn, {
        ...{ ...proven, language, requestId },
      });
      cookies.clear("member");
      return deleted;
    },
  };
}

/** Why an address cannot become a member's. */
const refusedAddresses: Record<"own" | "taken", AppError> = {
  own: { code: "invalid", field: "email", message: "This is your address already." },
  taken: { code: "conflict", field: "email", message: "Another account has this address." },
};
