import type { IDToken, UserInfoResponse } from "openid-client";
import { type OperatorRole, operatorRoles } from "../../../shared/permissions";

/** What an identity provider has said about somebody, as far as Tandem goes by it. */
export type Claims = {
  issuer: string;
  /** Theirs at this issuer for ever; addresses and names change hands. */
  subject: string;
  email: string | null;
  emailVerified: boolean;
  name: string | null;
  /** The role that their groups give them; `null` without one, or when groups give none here. */
  role: OperatorRole | null;
  /** Whether a second factor was asked for there. */
  secondFactor: boolean;
  /** When they last gave their password there, in ms; `null` when it was not said. */
  authenticatedAt: number | null;
};

/** How claims are read. */
export type ClaimRules = {
  /** Addresses count as verified where nothing is said about it. */
  trustEmail: boolean;
  /** Values of `acr` that say that a second factor was asked for. */
  mfaAcr: readonly string[];
  roleClaim: string | null;
  /** The first group that somebody has counts. */
  roles: readonly { group: string; role: OperatorRole }[];
};

const LONGEST_NAME = 120;

/** Many providers tell address and groups only when asked once more: `more` is what they said then. */
export function readClaims(token: IDToken, more: UserInfoResponse | null, rules: ClaimRules): Claims {
  const said: Record<string, unknown> = { ...more, ...token };
  const { email, email_verified: verified, name } = said;
  return {
    issuer: token.iss,
    subject: token.sub,
    email: typeof email === "string" ? email : null,
    emailVerified: verified === undefined ? rules.trustEmail : verified === true || verified === "true",
    name: typeof name === "string" && name.trim() ? name.trim().slice(0, LONGEST_NAME) : null,
    role: roleOf(said, rules),
    secondFactor: hadSecondFactor(token, rules),
    authenticatedAt: typeof token.auth_time === "number" ? token.auth_time * 1_000 : null,
  };
}

/** Whether the token alone says all that is gone by. */
export const isEnough = (token: IDToken, { roleClaim }: ClaimRules): boolean =>
  token.email !== undefined && (roleClaim === null || token[roleClaim] !== undefined);

/** RFC 8176 has `mfa` for it. Single methods say nothing: one of them may have been all that was asked for. */
const hadSecondFactor = ({ amr, acr }: IDToken, { mfaAcr }: ClaimRules): boolean =>
  (Array.isArray(amr) && amr.includes("mfa")) || (typeof acr === "string" && mfaAcr.includes(acr));

function roleOf(said: Record<string, unknown>, { roleClaim, roles }: ClaimRules): OperatorRole | null {
  if (roleClaim === null) return null;
  const groups = [said[roleClaim]].flat();
  return roles.find(({ group }) => groups.includes(group))?.role ?? null;
}

/** `OIDC_ROLES`, checked already: `group=role`. */
export function readRoles(list: readonly string[]): ClaimRules["roles"] {
  return list.flatMap((line) => {
    const at = line.lastIndexOf("=");
    const role = operatorRoles.find((known) => known === line.slice(at + 1));
    return role ? [{ group: line.slice(0, at), role }] : [];
  });
}
