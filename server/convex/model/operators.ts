import { v } from "convex/values";
import { emailKey } from "../../../shared/normalize";
import { operatorRoles } from "../../../shared/permissions";
import type { Me } from "../../../shared/session-api";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { type Actor, fail } from "../functions";
import { confirmedFactor } from "./operatorFactor";
import { readSettings } from "./settings";
import { oneOf } from "./selectionArgs";

export type Operator = Doc<"operators">;

export const meValidator = v.object({
  operatorId: v.string(),
  name: v.string(),
  email: v.string(),
  role: oneOf(operatorRoles),
  mustEnrol: v.boolean(),
});

/** Somebody's session, as far as it says how they came in. */
type CameIn = { factorElsewhere?: boolean | undefined };

/** An operator as the console knows them in a session; a new one has asked for nothing elsewhere. */
export async function meOf(ctx: QueryCtx, operator: Operator, session: CameIn = {}): Promise<Me> {
  const { _id, name, email, role } = operator;
  const isProven = session.factorElsewhere === true;
  return { operatorId: _id, name, email, role, mustEnrol: !isProven && (await mustEnrol(ctx, operator)) };
}

async function mustEnrol(ctx: QueryCtx, { _id, role }: Operator): Promise<boolean> {
  if (role !== "admin") return false;
  const { settings } = await readSettings(ctx);
  return settings.access.secondFactorForAdmins && (await confirmedFactor(ctx, _id)) === null;
}

/** The operator as who acts, for the audit. */
export const actorOf = ({ _id, name, role }: Operator): Actor => ({ kind: "operator", id: _id, name, role });

export function operatorByEmail(ctx: QueryCtx, email: string): Promise<Operator | null> {
  return ctx.db
    .query("operators")
    .withIndex("by_emailKey", (q) => q.eq("emailKey", emailKey(email) ?? ""))
    .first();
}

export async function requireOperator(ctx: QueryCtx, id: string): Promise<Operator> {
  const known = ctx.db.normalizeId("operators", id);
  const operator = known && (await ctx.db.get("operators", known));
  if (operator) return operator;
  throw fail({ code: "not_found", field: "operatorId", message: "No operator has this ID." });
}

/** The acting operator. Their token may be some minutes older than their end, so they are looked up again. */
export async function actingOperator(ctx: QueryCtx & { actor: Actor }): Promise<Operator> {
  const id = ctx.db.normalizeId("operators", ctx.actor.id);
  const operator = id && (await ctx.db.get("operators", id));
  if (operator && operator.disabledAt === undefined) return operator;
  throw fail({ code: "unauthenticated", message: "Sign in first." });
}

/** Fails when the acting operator was demoted or disabled since their token was made. */
export async function requireStillAdmin(ctx: QueryCtx & { actor: Actor }): Promise<void> {
  const { role } = await actingOperator(ctx);
  if (role !== "admin") throw fail({ code: "forbidden", message: "You are not an admin any more." });
}

/** Refuses what would leave the desk without an admin: nobody could let anybody in again. */
export async function requireOtherAdmin(ctx: QueryCtx, id: Id<"operators">): Promise<void> {
  if (await isOtherAdmin(ctx, id)) return;
  throw fail({ code: "conflict", message: "This is the last admin. Make somebody else an admin first." });
}

/** Whether somebody else is an admin who can sign in. */
export async function isOtherAdmin(ctx: QueryCtx, id: Id<"operators">): Promise<boolean> {
  const admins = await ctx.db
    .query("operators")
    .withIndex("by_role_disabledAt", (q) => q.eq("role", "admin").eq("disabledAt", undefined))
    .take(2);
  return admins.some(({ _id }) => _id !== id);
}
