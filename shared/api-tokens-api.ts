import { z } from "zod";
import { permissions, type Permission } from "./permissions";

/** API tokens, by which scripts and the command line ask: inputs and outputs of the tRPC router `apiTokens`. */

/** What only somebody who is there does: a token must not make tokens, let people in or change who it belongs to. */
const neverByToken = [
  ...(["account.self", "tokens.own", "tokens.read", "tokens.revoke", "operators.write"] as const),
  ...(["runs.approve", "pii.reveal", "portal.self", "system.work"] as const),
] satisfies readonly Permission[];

type TokenScope = Exclude<Permission, (typeof neverByToken)[number]>;
const isScope = (permission: Permission): permission is TokenScope =>
  !neverByToken.some((never) => never === permission);

/** What a token can be for. */
export const tokenScopes = (Object.keys(permissions) as Permission[]).filter(isScope);

/** How long a token may be good for, in days. Without an end only if a setting allows it. */
export const tokenDays = [30, 90, 365] as const;

/** Tokens that one operator may have at a time. */
export const MOST_TOKENS = 50;

/** How a token stands; `off`: its operator is disabled. */
export const tokenStates = ["active", "expired", "revoked", "off"] as const;

/** A token as it is listed. `hint` are its first characters; the rest is kept nowhere. */
export const ApiToken = z.object({
  tokenId: z.string(),
  name: z.string(),
  hint: z.string(),
  operatorId: z.string(),
  operatorName: z.string(),
  scopes: z.array(z.enum(tokenScopes)),
  /** Of those, what its operator's role does not allow by now. */
  lostScopes: z.array(z.enum(tokenScopes)),
  unattended: z.boolean(),
  state: z.enum(tokenStates),
  madeAt: z.number(),
  expiresAt: z.number().nullable(),
  lastUsedAt: z.number().nullable(),
  lastUsedFrom: z.string().nullable(),
  revokedAt: z.number().nullable(),
  revokedBy: z.string().nullable(),
});
export type ApiToken = z.infer<typeof ApiToken>;
export const ApiTokens = z.object({
  tokens: z.array(ApiToken),
  /** Whether one without an end may be made. */
  endlessAllowed: z.boolean(),
});

export const AllTokensInput = z.object({ cursor: z.string().nullish() });
export const AllTokensPage = z.object({ tokens: z.array(ApiToken), nextCursor: z.string().nullable() });

export const MakeTokenInput = z.object({
  name: z.string().trim().min(1, "Give it a name, so that it is known again.").max(60),
  scopes: z.array(z.enum(tokenScopes)).min(1, "Choose what it is for.").max(tokenScopes.length),
  /** `null`: without an end. */
  days: z.union(tokenDays.map((days) => z.literal(days))).nullable(),
  /** It may also do what its operator is asked for their password before. */
  unattended: z.boolean(),
});
/** `secret` is the token itself, this once. */
export const MadeToken = z.object({ token: ApiToken, secret: z.string() });
export const TokenRef = z.object({ tokenId: z.string().min(1).max(100) });
