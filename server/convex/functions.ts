import { customMutation, customQuery } from "convex-helpers/server/customFunctions";
import type { RegisteredQuery, UserIdentity } from "convex/server";
import { ConvexError, type ObjectType, type PropertyValidators } from "convex/values";
import type { AppError } from "../../shared/errors";
import type { z } from "zod";
import { notUnattended, STEP_UP_MS } from "../../shared/session-api";
import { shownTo } from "../../shared/mask-shown";
import {
  holds,
  needsProof,
  roles,
  type ClearPermission,
  type MaskedPermission,
  type Permission,
  type Rights,
} from "../../shared/permissions";
import {
  internalMutation as plainInternalMutation,
  mutation as plainMutation,
  query as plainQuery,
  type QueryCtx,
} from "./_generated/server";
import { rightsOfToken } from "./model/tokenRights";

/**
 * The only builders of functions that the Tandem server may call. Each demands a token signed by that server
 * (auth.config.ts) and checks in here, once more, that the acting person's role holds the permission.
 */
export type Actor = Rights & {
  kind: "operator" | "member" | "system";
  id: string;
  name: string;
  /** The API token by which an operator asks; its scopes are in `scopes`. */
  token?: { id: string; name: string };
  /** When an operator last gave password or code in the session they ask from; a token for unattended work always has. */
  provedAt?: number;
};

/** An expected failure: real Convex lets only the data of a ConvexError through. */
export function fail(error: AppError): ConvexError<AppError> {
  return new ConvexError(error);
}

async function actorOf(ctx: QueryCtx, permission: Permission): Promise<Actor> {
  const identity = await ctx.auth.getUserIdentity();
  if (!identity)
    throw fail({ code: "unauthenticated", message: "Only the Tandem server may call this function." });
  const actor = await whoIs(ctx, identity);
  if (actor && holds(actor, permission)) return actor;
  throw fail({ code: "forbidden", message: `This needs the permission ${permission}.` });
}

/** Who asks by an API token is what the token says now: it may have been revoked since the server signed for it. */
async function whoIs(ctx: QueryCtx, identity: UserIdentity): Promise<Actor | null> {
  const { subject, apiToken } = identity;
  if (apiToken !== undefined) {
    const actor = await rightsOfToken(ctx, { operatorId: subject, tokenId: String(apiToken) });
    if (actor) return actor;
    throw fail({ code: "unauthenticated", message: "This API token is not valid." });
  }
  const role = roles.find((known) => known === identity.role);
  if (!role) return null;
  const kind = role === "member" || role === "system" ? role : "operator";
  return { kind, role, id: subject, name: identity.name ?? kind, provedAt: Number(identity.provedAt ?? 0) };
}

/** Fails with `needs_step_up` when signing in and the last step-up are too long ago. Tandem itself is not asked. */
export function requireStepUp({ kind, token, provedAt = 0 }: Actor): void {
  if (kind === "system" || Date.now() - provedAt < STEP_UP_MS) return;
  if (token) throw fail({ code: "forbidden", message: notUnattended });
  throw fail({ code: "needs_step_up", message: "Confirm first that it is you." });
}

/** A query for roles that may read everything it answers. What others may ask too says by `shownQuery` what it shows. */
export const guardedQuery = (permission: ClearPermission) => anyQuery(permission);

const anyQuery = (permission: Permission) =>
  customQuery(plainQuery, {
    args: {},
    input: async (ctx) => ({ ctx: { actor: await actorOf(ctx, permission) }, args: {} }),
  });

/**
 * A query that is also for roles without `pii.read`: `shows` is the schema of its answer, and by its types
 * (shared/personal.ts) they see it masked, whatever way they call it.
 */
export const shownQuery =
  (permission: MaskedPermission) =>
  <Shows extends z.ZodType, Args extends PropertyValidators, Answer extends z.input<Shows>>({
    shows,
    args,
    handler,
  }: {
    shows: Shows;
    args: Args;
    handler: (ctx: QueryCtx & { actor: Actor }, args: ObjectType<Args>) => Answer | Promise<Answer>;
  }) => {
    const masked = async (ctx: QueryCtx & { actor: Actor }, given: ObjectType<Args>): Promise<Answer> =>
      shownTo(ctx.actor, shows, await handler(ctx, given));
    const registered = anyQuery(permission)({ args, handler: masked as never });
    return registered as RegisteredQuery<"public", ObjectType<Args>, Promise<Answer>>;
  };

/** Where the permission demands it, only for who has lately proved who they are (shared/permissions.ts). */
export const guardedMutation = (permission: Permission) =>
  customMutation(plainMutation, {
    args: {},
    input: async (ctx) => {
      const actor = await actorOf(ctx, permission);
      if (needsProof(permission)) requireStepUp(actor);
      return { ctx: { actor }, args: {} };
    },
  });

/** For the scheduler: nobody outside can call it, and it acts as Tandem itself. */
export const scheduledMutation = customMutation(plainInternalMutation, {
  args: {},
  input: async () => ({ ctx: { actor: systemActor }, args: {} }),
});

export const systemActor: Actor = { kind: "system", id: "tandem", name: "Tandem", role: "system" };
