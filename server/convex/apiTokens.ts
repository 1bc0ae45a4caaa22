import { v, type Infer } from "convex/values";
import { tokenScopes, tokenStates } from "../../shared/api-tokens-api";
import { mayDo } from "../../shared/permissions";
import type { MutationCtx, QueryCtx } from "./_generated/server";
import { fail, guardedMutation, guardedQuery, requireStepUp, systemActor, type Actor } from "./functions";
import {
  isUseUntold,
  makeRoomForToken,
  noteUse as note,
  revokeToken,
  tokenByHash,
  tokensOf,
  tokenView,
  type Token,
} from "./model/apiTokens";
import { recordEvent } from "./model/audit";
import { beginGuess, guessKeys } from "./model/guesses";
import { actingOperator, meOf, meValidator, requireStillAdmin } from "./model/operators";
import { oneOf } from "./model/selectionArgs";
import { readSettings } from "./model/settings";
import { rightsOfToken, scopesOf, uselessBecause } from "./model/tokenRights";

/** API tokens: whose one is, and making and ending them. What one may do is judged in functions.ts, at every call. */

const scopeList = v.array(oneOf(tokenScopes));
const heldToken = v.object({
  tokenId: v.string(),
  name: v.string(),
  scopes: scopeList,
  unattended: v.boolean(),
});
const orNull = <Type extends typeof v.number | typeof v.string>(type: Type) => v.union(type(), v.null());

const view = v.object({
  ...heldToken.fields,
  hint: v.string(),
  operatorId: v.string(),
  operatorName: v.string(),
  lostScopes: scopeList,
  state: oneOf(tokenStates),
  madeAt: v.number(),
  expiresAt: orNull(v.number),
  lastUsedAt: orNull(v.number),
  lastUsedFrom: orNull(v.string),
  revokedAt: orNull(v.number),
  revokedBy: orNull(v.string),
});

/** Who asks by this token: `null` when it is unknown or of no use. `untold`: its use is to be written down. */
export const holder = guardedQuery("system.work")({
  args: { tokenHash: v.string() },
  returns: v.union(v.object({ me: meValidator, token: heldToken, untold: v.boolean() }), v.null()),
  handler: async (ctx, { tokenHash }) => {
    const token = await tokenByHash(ctx, tokenHash);
    const operator = token && (await ctx.db.get("operators", token.operator));
    if (!operator || (await uselessBecause(ctx, token, operator)) !== null) return null;
    const { _id: tokenId, name, unattended } = token;
    const held = { tokenId, name, scopes: scopesOf(token), unattended };
    return { me: await meOf(ctx, operator), token: held, untold: isUseUntold(token) };
  },
});

/** It was used just now, from this network address. */
export const noteUse = guardedMutation("system.work")({
  args: { tokenId: v.id("apiTokens"), address: v.string(), requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { tokenId, ...use }) => {
    const token = await ctx.db.get("apiTokens", tokenId);
    const actor = token && (await rightsOfToken(ctx, { operatorId: token.operator, tokenId }));
    if (actor) await note(ctx, { token, actor, ...use });
    return null;
  },
});

/**
 * Somebody came with a token that is of no use: counts it by the token and by their network, and tells the audit why.
 * Answers how long they have to wait, in ms: then it was not counted, and nothing was written.
 */
export const refuse = guardedMutation("system.work")({
  args: { tokenHash: v.string(), keys: guessKeys, requestId: v.string() },
  returns: v.number(),
  handler: async (ctx, { tokenHash, keys, requestId }) => {
    const waitMs = await beginGuess(ctx, keys);
    if (waitMs > 0) return waitMs;
    const token = await tokenByHash(ctx, tokenHash);
    const operator = token && (await ctx.db.get("operators", token.operator));
    await recordEvent(ctx, {
      ...{ actor: systemActor, action: "refuse token", requestId },
      summary: "Somebody came with an API token that is of no use.",
      outcome: token ? ((await uselessBecause(ctx, token, operator)) ?? "not used") : "unknown token",
      target: token ? { kind: "token", id: token._id } : undefined,
    });
    return 0;
  },
});

/** The operator's own, newest first, those that have ended too. */
export const own = guardedQuery("tokens.own")({
  args: {},
  returns: v.object({ tokens: v.array(view), endlessAllowed: v.boolean() }),
  handler: async (ctx) => {
    const { _id } = await actingOperator(ctx);
    const { settings } = await readSettings(ctx);
    const tokens = await viewsOf(ctx, await tokensOf(ctx, _id));
    return { tokens, endlessAllowed: settings.access.endlessTokens };
  },
});

const PER_PAGE = 50;

/** A page of everybody's, newest first. */
export const all = guardedQuery("tokens.read")({
  args: { cursor: v.union(v.string(), v.null()) },
  returns: v.object({ tokens: v.array(view), nextCursor: v.union(v.string(), v.null()) }),
  handler: async (ctx, { cursor }) => {
    const page = await ctx.db.query("apiTokens").order("desc").paginate({ cursor, numItems: PER_PAGE });
    const nextCursor = page.isDone ? null : page.continueCursor;
    return { tokens: await viewsOf(ctx, page.page), nextCursor };
  },
});

async function viewsOf(ctx: QueryCtx, tokens: Token[]) {
  const views = [];
  for (const token of tokens) views.push(await tokenView(ctx, token));
  return views;
}

const DAY_MS = 24 * 3_600_000;

/** Makes a token of which only the hash is told here. Its scopes are at most what its operator may do. */
export const create = guardedMutation("tokens.own")({
  args: {
    name: v.string(),
    scopes: scopeList,
    days: v.union(v.number(), v.null()),
    unattended: v.boolean(),
    hint: v.string(),
    tokenHash: v.string(),
    requestId: v.string(),
  },
  returns: view,
  handler: async (ctx, { days, requestId, ...given }) => {
    requireStepUp(ctx.actor);
    const operator = await actingOperator(ctx);
    if (!given.scopes.every((scope) => mayDo(operator.role, scope))) {
      throw fail({
        code: "forbidden",
        field: "scopes",
        message: `Your role (${operator.role}) may not do all of this.`,
      });
    }
    if (days === null) await requireEndlessAllowed(ctx);
    await makeRoomForToken(ctx, operator);
    const ends = days === null ? {} : { expiresAt: Date.now() + days * DAY_MS };
    const tokenId = await ctx.db.insert("apiTokens", { operator: operator._id, ...given, ...ends });
    await tellMade(ctx, { tokenId, days, ...given, requestId });
    const made = await ctx.db.get("apiTokens", tokenId);
    if (!made) throw new Error("It was just inserted.");
    return tokenView(ctx, made);
  },
});

async function requireEndlessAllowed(ctx: QueryCtx): Promise<void> {
  const { settings } = await readSettings(ctx);
  if (settings.access.endlessTokens) return;
  throw fail({ code: "invalid", field: "days", message: "Here every token has an end. Choose one." });
}

type Made = { tokenId: string; name: string; scopes: Infer<typeof scopeList>; days: number | null };

async function tellMade(
  ctx: MutationCtx & { actor: Actor },
  { tokenId, name, scopes, days, unattended, requestId }: Made & { unattended: boolean; requestId: string },
): Promise<void> {
  const after = { scopes: scopes.join(", "), days: days === null ? "no end" : String(days) };
  const changes = Object.entries({ ...after, unattended: String(unattended) });
  await recordEvent(ctx, {
    ...{ actor: ctx.actor, action: "make token", requestId, target: { kind: "token", id: tokenId } },
    summary: `Made the API token "${name}".`,
    changes: changes.map(([field, value]) => ({ field, before: null, after: value })),
  });
}

/** Ends one of the operator's own. */
export const revoke = guardedMutation("tokens.own")({
  args: { tokenId: v.string(), requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { tokenId, requestId }) => {
    const { _id } = await actingOperator(ctx);
    const token = await requireToken(ctx, tokenId);
    // Somebody else's is unknown here.
    if (token.operator !== _id) throw noToken();
    await revokeToken(ctx, token, requestId);
    return null;
  },
});

/** Ends anybody's. */
export const revokeAny = guardedMutation("tokens.revoke")({
  args: { tokenId: v.string(), requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { tokenId, requestId }) => {
    await requireStillAdmin(ctx);
    await revokeToken(ctx, await requireToken(ctx, tokenId), requestId);
    return null;
  },
});

async function requireToken(ctx: QueryCtx, tokenId: string): Promise<Token> {
  const id = ctx.db.normalizeId("apiTokens", tokenId);
  const token = id && (await ctx.db.get("apiTokens", id));
  if (token) return token;
  throw noToken();
}

const noToken = () => fail({ code: "not_found", field: "tokenId", message: "No token has this ID." });
