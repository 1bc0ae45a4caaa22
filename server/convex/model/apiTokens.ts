import { type ApiToken, MOST_TOKENS } from "../../../shared/api-tokens-api";
import { mayDo } from "../../../shared/permissions";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail, type Actor } from "../functions";
import { recordEvent } from "./audit";
import { scopesOf, uselessBecause, type Useless } from "./tokenRights";

export type Token = Doc<"apiTokens">;

/** Rows of one operator at most, those that have ended too: the oldest of these make room. So all are one bounded read. */
const MOST_KEPT = 2 * MOST_TOKENS;

/** How often a token's last use is written down at most, in ms: reading by it must not mean writing. */
const USE_EVERY_MS = 60_000;

const stateWhen = {
  expired: "expired",
  revoked: "revoked",
  "operator disabled": "off",
} as const satisfies Record<Useless, ApiToken["state"]>;

/** A token as its operator and those who oversee it see it. */
export async function tokenView(ctx: QueryCtx, token: Token): Promise<ApiToken> {
  const operator = await ctx.db.get("operators", token.operator);
  const why = await uselessBecause(ctx, token, operator);
  const scopes = scopesOf(token);
  const { name, hint, unattended, expiresAt, lastUsedAt, lastUsedFrom, revokedAt, revokedBy } = token;
  return {
    ...{ tokenId: token._id, name, hint, scopes, unattended, madeAt: token._creationTime },
    ...{ operatorId: token.operator, operatorName: operator?.name ?? "" },
    lostScopes: scopes.filter((scope) => operator && !mayDo(operator.role, scope)),
    state: why ? stateWhen[why] : "active",
    ...{ expiresAt: expiresAt ?? null, lastUsedAt: lastUsedAt ?? null, lastUsedFrom: lastUsedFrom ?? null },
    ...{ revokedAt: revokedAt ?? null, revokedBy: revokedBy ?? null },
  };
}

export const tokenByHash = (ctx: QueryCtx, tokenHash: string): Promise<Token | null> =>
  ctx.db
    .query("apiTokens")
    .withIndex("by_tokenHash", (q) => q.eq("tokenHash", tokenHash))
    .unique();

/** All of one operator, newest first. */
export const tokensOf = (ctx: QueryCtx, operator: Id<"operators">): Promise<Token[]> =>
  ctx.db
    .query("apiTokens")
    .withIndex("by_operator", (q) => q.eq("operator", operator))
    .order("desc")
    .take(MOST_KEPT);

/** Fails when an operator has as many as may be; of those that have ended the oldest is forgotten when that makes room. */
export async function makeRoomForToken(ctx: MutationCtx, operator: Doc<"operators">): Promise<void> {
  const tokens = await tokensOf(ctx, operator._id);
  const ended: Token[] = [];
  for (const token of tokens) if (await uselessBecause(ctx, token, operator)) ended.push(token);
  if (tokens.length - ended.length >= MOST_TOKENS) {
    throw fail({
      code: "conflict",
      message: `You have ${MOST_TOKENS} tokens. Revoke one that you do not need.`,
    });
  }
  const oldest = ended.at(-1);
  if (tokens.length >= MOST_KEPT && oldest) await ctx.db.delete("apiTokens", oldest._id);
}

export const isUseUntold = ({ lastUsedAt = 0 }: Token): boolean => Date.now() - lastUsedAt >= USE_EVERY_MS;

/** Writes down that a token was used, and tells the audit the first time. */
export async function noteUse(
  ctx: MutationCtx,
  { token, actor, address, requestId }: { token: Token; actor: Actor; address: string; requestId: string },
): Promise<void> {
  if (!isUseUntold(token)) return;
  await ctx.db.patch("apiTokens", token._id, { lastUsedAt: Date.now(), lastUsedFrom: address });
  if (token.lastUsedAt !== undefined) return;
  const summary = `Used the API token "${token.name}" for the first time.`;
  const target = { kind: "token" as const, id: token._id };
  await recordEvent(ctx, { actor, action: "use token", summary, target, requestId });
}

/** Ends a token for good, from the next call on. Ending one that was revoked before changes nothing. */
export async function revokeToken(
  ctx: MutationCtx & { actor: Actor },
  token: Token,
  requestId: string,
): Promise<void> {
  if (token.revokedAt !== undefined) return;
  const { actor } = ctx;
  await ctx.db.patch("apiTokens", token._id, { revokedAt: Date.now(), revokedBy: actor.name });
  const whose = token.operator === actor.id ? "their" : "another operator's";
  await recordEvent(ctx, {
    ...{ actor, action: "revoke token", requestId, target: { kind: "token", id: token._id } },
    summary: `Revoked ${whose} API token "${token.name}".`,
  });
}
