import type { z } from "zod";
import type { Member, PortalSignInInput } from "../../shared/portal-api";
import { type Actor, type Convex, systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import type { Attempts } from "./attempts";
import type { CookieJar } from "./cookies";
import { operatorDoors, type OperatorDoors } from "./operator-doors";
import type { Seal } from "./sealing";
import { checkPassword } from "./sign-in";
import { hashToken, newToken } from "./tokens";

/** A member stays signed in for a month. In ms. */
const MEMBER_SESSION_MS = 30 * 24 * 3_600_000;

/** A member's session that is not open yet: store the hash, then `admit` sets the cookie. */
export type NewMemberSession = { tokenHash: string; expiresAt: number; admit(): void };

/** The doors of console and portal, for one request. They set and clear its cookies. */
export type Doors = OperatorDoors & {
  signInMember(input: z.infer<typeof PortalSignInInput>): Promise<Member>;
  signOutMember(): Promise<void>;
  newMemberSession(): NewMemberSession;
};

export type DoorsOptions = {
  convex: Convex;
  cookies: CookieJar;
  attempts: Attempts;
  /** The visitor's network address. */
  address: string;
  /** What the visitor's browser says it is. */
  userAgent: string | undefined;
  /** What the secrets of second factors are sealed with. */
  seal: Seal;
  requestId: string;
};

export function createDoors(options: DoorsOptions): Doors {
  return { ...operatorDoors(options), ...memberDoors(options) };
}

/** The identity of a member in calls to Convex. */
export const memberActor = (convexId: string): Actor => ({
  kind: "member",
  id: convexId,
  name: "Member",
  role: "member",
});

function memberDoors({ convex, cookies, attempts, address, requestId }: DoorsOptions) {
  const tandem = convex.as(systemActor);
  const newMemberSession = (): NewMemberSession => {
    const { token, tokenHash } = newToken();
    const expiresAt = Date.now() + MEMBER_SESSION_MS;
    return { tokenHash, expiresAt, admit: () => cookies.set("member", token, expiresAt) };
  };
  return {
    newMemberSession,

    async signInMember({ email, password }: z.infer<typeof PortalSignInInput>) {
      const find = (email: string) => tandem.query(api.members.credentialByEmail, { email });
      const { convexId } = await checkPassword({ attempts, address, email, password, find });
      const { admit, ...session } = newMemberSession();
      await tandem.mutation(api.members.openSession, { convexId, ...session, requestId });
      admit();
      return convex.as(memberActor(convexId)).query(api.members.me, {});
    },

    async signOutMember() {
      const token = cookies.read("member");
      if (token) await tandem.mutation(api.members.closeSession, { tokenHash: hashToken(token) });
      cookies.clear("member");
    },
  };
}
