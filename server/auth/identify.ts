import type { Permission } from "../../shared/permissions";
import type { Me } from "../../shared/session-api";
import { type Actor, type Convex, systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import type { CookieJar } from "./cookies";
import type { RecentOperators } from "./recent-operators";
import { hashToken } from "./tokens";

/**
 * An operator and the session they ask from. `provedAt`: when they last gave password or code in it. Who asks by an API
 * token has its ID for a session's, and may do what its scopes allow.
 */
export type SignedIn = Me & {
  sessionId: string;
  provedAt: number;
  token?: { tokenId: string; name: string; unattended: boolean };
  scopes?: readonly Permission[];
};
export type Acting = Pick<SignedIn, "operatorId" | "name" | "role" | "token" | "scopes"> & {
  provedAt?: number;
};

/** How an operator appears in calls to Convex. */
export const actingAs = ({ operatorId, name, role, token, provedAt }: Acting): Actor => ({
  ...{ kind: "operator", id: operatorId, name, role },
  // Of a token the store knows by itself what it may do with nobody there.
  ...(token ? { tokenId: token.tokenId } : provedAt === undefined ? {} : { provedAt }),
});

/** A member, by their Convex user ID, and the session they ask from. `seenAt`: when it was last noted that they are there. */
export type SignedInMember = { userId: string; sessionId: string; seenAt: number };

/**
 * Who asks. With `confirm`, `operator` is who this session belonged to a moment ago, and it tells who that is now; nothing
 * may be told or changed for them before.
 */
export type Asking = {
  operator: SignedIn | null;
  member: SignedInMember | null;
  confirm: (() => Promise<SignedIn | null>) | null;
};

/**
 * Who the cookies of a request belong to, asked of the store each time: a disabled operator and a suspended or
 * deleted member are nobody from the moment of that change.
 */
export async function identify(
  convex: Convex,
  cookies: Pick<CookieJar, "read">,
  recent: RecentOperators,
): Promise<Asking> {
  const token = cookies.read("operator");
  const ask = async () => {
    const operator = await operatorOf(convex, cookies);
    if (token) recent.note(token, operator);
    return operator;
  };
  const lately = token && !cookies.read("member") ? recent.get(token) : null;
  if (lately) {
    let asked: ReturnType<typeof ask> | null = null;
    return { operator: lately, member: null, confirm: () => (asked ??= ask()) };
  }
  const [operator, member] = await Promise.all([ask(), memberOf(convex, cookies)]);
  return { operator, member, confirm: null };
}

/** The signed-in operator of a request, or `null`. */
export async function operatorOf(convex: Convex, cookies: Pick<CookieJar, "read">): Promise<SignedIn | null> {
  const token = cookies.read("operator");
  if (!token) return null;
  const tandem = convex.as(systemActor);
  const held = await tandem.query(api.operatorSessions.holder, { tokenHash: hashToken(token) });
  return held && { ...held.me, sessionId: held.sessionId, provedAt: held.provedAt };
}

async function memberOf(convex: Convex, cookies: Pick<CookieJar, "read">): Promise<SignedInMember | null> {
  const token = cookies.read("member");
  if (!token) return null;
  const tandem = convex.as(systemActor);
  const held = await tandem.query(api.memberSessions.holder, { tokenHash: hashToken(token) });
  return held && { userId: held.convexId, sessionId: held.sessionId, seenAt: held.seenAt };
}
