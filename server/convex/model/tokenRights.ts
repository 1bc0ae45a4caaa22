import { tokenScopes } from "../../../shared/api-tokens-api";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import type { Actor } from "../functions";
import { readSettings } from "./settings";

type Token = Doc<"apiTokens">;

/** Why a token is of no use, in the word that the audit has for it; `null` while it is. */
export type Useless = "expired" | "revoked" | "operator disabled";

/** The end of an endless token is the setting that allowed it. */
export async function uselessBecause(
  ctx: QueryCtx,
  token: Token,
  operator: Doc<"operators"> | null,
): Promise<Useless | null> {
  if (token.revokedAt !== undefined) return "revoked";
  if (!operator || operator.disabledAt !== undefined) return "operator disabled";
  if (token.expiresAt !== undefined) return token.expiresAt > Date.now() ? null : "expired";
  const { settings } = await readSettings(ctx);
  return settings.access.endlessTokens ? null : "expired";
}

/** Who asks by a token, as its operator and the token are now; `null` when it is of no use any more. */
export async function rightsOfToken(
  ctx: QueryCtx,
  { operatorId, tokenId }: { operatorId: string; tokenId: string },
): Promise<Actor | null> {
  const id = ctx.db.normalizeId("apiTokens", tokenId);
  const token = id && (await ctx.db.get("apiTokens", id));
  if (!token || token.operator !== operatorId) return null;
  const operator = await ctx.db.get("operators", token.operator);
  if (!operator || (await uselessBecause(ctx, token, operator)) !== null) return null;
  const { name, role } = operator;
  return {
    ...{ kind: "operator", id: operatorId, name, role, scopes: scopesOf(token) },
    token: { id: token._id, name: token.name },
    provedAt: token.unattended ? Date.now() : 0,
  };
}

/** What it is for, of what this version knows. */
export const scopesOf = ({ scopes }: Token) => tokenScopes.filter((known) => scopes.includes(known));
