import { v, type Infer } from "convex/values";
import { emailKey } from "../../../shared/normalize";
import { operatorRoles, type OperatorRole } from "../../../shared/permissions";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { systemActor } from "../functions";
import { recordEvent } from "./audit";
import { takeInvite } from "./operatorInvites";
import { actorOf, isOtherAdmin, operatorByEmail, requireOperator, type Operator } from "./operators";
import { oneOf } from "./selectionArgs";

/** What the identity provider has said about somebody, as the server has checked and read it. */
export const claimed = v.object({
  issuer: v.string(),
  subject: v.string(),
  email: v.union(v.string(), v.null()),
  emailVerified: v.boolean(),
  name: v.union(v.string(), v.null()),
  role: v.union(oneOf(operatorRoles), v.null()),
});
type Claimed = Infer<typeof claimed>;

/** Why somebody who came by the identity provider is not let in. */
export type SignOnRefusal = "disabled" | "noRole" | "unverified" | "otherAccount" | "notInvited";

/** The operator whom it lets in, or why it lets in nobody; `about` is the operator that this is about. */
type Found = { operator: Operator } | { refused: SignOnRefusal; about: Operator | null };

/**
 * Who somebody is at this desk. By issuer and subject once they have been here, and by nothing else then: addresses change
 * hands. The first time by a verified address: an operator's, an invited one's, or anybody's whose groups have a role.
 */
export async function whoIs(ctx: MutationCtx, claims: Claimed, requestId: string): Promise<Found> {
  const identity = await identityBySubject(ctx, claims);
  return identity ? knownOne(ctx, identity, claims, requestId) : newOne(ctx, claims, requestId);
}

export const identityBySubject = (ctx: QueryCtx, { issuer, subject }: Pick<Claimed, "issuer" | "subject">) =>
  ctx.db
    .query("operatorIdentities")
    .withIndex("by_issuer_subject", (q) => q.eq("issuer", issuer).eq("subject", subject))
    .unique();

/** Providers that one operator may have been at: one is set up at a time. */
const MOST_IDENTITIES = 10;

/** Who an operator is at the identity providers they have come by. */
export const identitiesOf = (ctx: QueryCtx, operator: Id<"operators">) =>
  ctx.db
    .query("operatorIdentities")
    .withIndex("by_operator", (q) => q.eq("operator", operator))
    .take(MOST_IDENTITIES);

async function knownOne(
  ctx: MutationCtx,
  { operator: id, roleFromGroups }: Doc<"operatorIdentities">,
  { role }: Claimed,
  requestId: string,
): Promise<Found> {
  const operator = await requireOperator(ctx, id);
  if (operator.disabledAt !== undefined) return { refused: "disabled", about: operator };
  if (!roleFromGroups) return { operator };
  if (role === null) return { refused: "noRole", about: operator };
  return { operator: await followGroups(ctx, operator, role, requestId) };
}

/** Their groups have changed since they were here. The last admin stays one: nobody could let anybody in again. */
async function followGroups(ctx: MutationCtx, operator: Operator, role: OperatorRole, requestId: string) {
  if (operator.role === role) return operator;
  if (operator.role === "admin" && !(await isOtherAdmin(ctx, operator._id))) return operator;
  await ctx.db.patch("operators", operator._id, { role });
  await recordEvent(ctx, {
    ...{ actor: systemActor, action: "change role", requestId },
    summary: `Made ${operator.name} ${role}.`,
    target: { kind: "operator", id: operator._id },
    changes: [{ field: "role", before: operator.role, after: role }],
  });
  return { ...operator, role };
}

async function newOne(ctx: MutationCtx, claims: Claimed, requestId: string): Promise<Found> {
  const { email } = claims;
  const key = email && claims.emailVerified ? emailKey(email) : null;
  if (!email || !key) return { refused: "unverified", about: null };
  const known = await operatorByEmail(ctx, email);
  if (known) return linked(ctx, known, claims, requestId);
  const joined = await join(ctx, { email: email.trim(), key, claims, requestId });
  return joined ? { operator: joined } : { refused: "notInvited", about: null };
}

async function linked(
  ctx: MutationCtx,
  operator: Operator,
  claims: Claimed,
  requestId: string,
): Promise<Found> {
  if (operator.disabledAt !== undefined) return { refused: "disabled", about: operator };
  const others = await identitiesOf(ctx, operator._id);
  if (others.some(({ issuer }) => issuer === claims.issuer))
    return { refused: "otherAccount", about: operator };
  await identify(ctx, operator._id, claims, false);
  await recordEvent(ctx, {
    ...{ actor: actorOf(operator), action: "link sign-on", requestId },
    summary: "Signs in by the identity provider from now on.",
    target: { kind: "operator", id: operator._id },
  });
  return { operator };
}

type Newcomer = { email: string; key: string; claims: Claimed; requestId: string };

/** An invitation goes before groups: an admin has thought of this very person. */
async function join(ctx: MutationCtx, { email, key, claims, requestId }: Newcomer): Promise<Operator | null> {
  const invite = await takeInvite(ctx, key);
  const role = invite?.role ?? claims.role;
  if (!role) return null;
  const fields = { name: claims.name ?? email, email, emailKey: key, role };
  const operator = await requireOperator(ctx, await ctx.db.insert("operators", fields));
  await identify(ctx, operator._id, claims, !invite);
  await recordEvent(ctx, {
    ...{ actor: actorOf(operator), action: "join", requestId },
    summary: invite
      ? `Became ${role}, invited by ${invite.invitedBy}.`
      : `Became ${role}, by groups at the identity provider.`,
    target: { kind: "operator", id: operator._id },
  });
  return operator;
}

const identify = (
  ctx: MutationCtx,
  operator: Id<"operators">,
  { issuer, subject }: Claimed,
  roleFromGroups: boolean,
) => ctx.db.insert("operatorIdentities", { operator, issuer, subject, roleFromGroups });
