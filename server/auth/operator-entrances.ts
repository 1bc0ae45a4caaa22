import type { z } from "zod";
import type {
  AcceptInviteInput,
  InviteStatus,
  Me,
  ResetPasswordInput,
  ResetStatus,
  SetUpInput,
  SetUpStatus,
  SignedOut,
  SignInInput,
} from "../../shared/session-api";
import { systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import { deviceOf } from "./device";
import type { DoorsOptions } from "./doors";
import { guessKeysOf } from "./guess-keys";
import { checked, judged, tellingOfCodes } from "./judge-operator";
import { operatorLinks, refuseLink } from "./operator-links";
import { refuseGuessable } from "./password-policy";
import { hashPassword } from "./passwords";
import { hashToken, newToken } from "./tokens";

/** The ways into the console, and out. */
export type OperatorEntrances = {
  setUpStatus(token: string): Promise<z.infer<typeof SetUpStatus>>;
  setUp(input: z.infer<typeof SetUpInput>): Promise<Me>;
  inviteStatus(token: string): Promise<z.infer<typeof InviteStatus>>;
  acceptInvite(input: z.infer<typeof AcceptInviteInput>): Promise<Me>;
  resetStatus(token: string): Promise<z.infer<typeof ResetStatus>>;
  resetPassword(input: z.infer<typeof ResetPasswordInput>): Promise<{ ended: number }>;
  signInOperator(input: z.infer<typeof SignInInput>): Promise<Me>;
  /** Whoever came by the identity provider is told where to sign out there too. */
  signOutOperator(): Promise<z.infer<typeof SignedOut>>;
  /** The operator is doing something: their session does not end as an idle one. */
  keepActive(): Promise<void>;
};

/** A session that is not open yet: store its hash, then give the browser the token. */
export function newOperatorSession({ address, userAgent }: DoorsOptions) {
  const { token, tokenHash } = newToken();
  return { token, session: { tokenHash, address, ...given("device", deviceOf(userAgent)) } };
}

export function operatorEntrances(options: DoorsOptions): OperatorEntrances {
  const { convex, cookies, address, requestId } = options;
  const tandem = convex.as(systemActor);
  const links = operatorLinks(options);
  const newSession = () => newOperatorSession(options);
  const admit = (token: string, { me, expiresAt }: { me: Me; expiresAt: number }) => {
    cookies.set("operator", token, expiresAt);
    return me;
  };
  return {
    setUpStatus: links.setUp,

    async setUp({ token, name, email, password }: z.infer<typeof SetUpInput>) {
      refuseLink(await links.setUp(token));
      await refuseGuessable(password, [name, email]);
      const { token: cookie, session } = newSession();
      const passwordHash = await hashPassword(password);
      const asked = { tokenHash: hashToken(token), name, email, passwordHash, session, requestId };
      return admit(cookie, await tandem.mutation(api.operatorSetUp.setUp, asked));
    },

    inviteStatus: links.invite,

    async acceptInvite({ token, name, password }: z.infer<typeof AcceptInviteInput>) {
      const found = await links.invite(token);
      refuseLink(found);
      await refuseGuessable(password, [name, found.invite?.email ?? ""]);
      const { token: cookie, session } = newSession();
      const passwordHash = await hashPassword(password);
      const asked = { tokenHash: hashToken(token), name, passwordHash, session, requestId };
      return admit(cookie, await tandem.mutation(api.operatorInvites.accept, asked));
    },

    resetStatus: links.reset,

    async resetPassword({ token, password }: z.infer<typeof ResetPasswordInput>) {
      const found = await links.reset(token);
      refuseLink(found);
      const { name = "", email = "" } = found.reset ?? {};
      await refuseGuessable(password, [name, email]);
      const passwordHash = await hashPassword(password);
      const keys = guessKeysOf(email, address);
      return tandem.mutation(api.operatorResets.use, {
        ...{ tokenHash: hashToken(token), passwordHash, keys, requestId },
      });
    },

    async signInOperator({ email, password, code }: z.infer<typeof SignInInput>) {
      const keys = guessKeysOf(email, address);
      const begun = await tandem.mutation(api.operatorSignIn.begin, { email, keys });
      const { operatorId, sealedSecret, passwordHash: provenHash } = await checked(options, begun, password);
      const proof = code === undefined ? null : await judged(options, { operatorId, sealedSecret }, code);
      const { token, session } = newSession();
      const asked = { operatorId, provenHash, keys, proof, session, requestId };
      const open = () => tandem.mutation(api.operatorSignIn.openSession, asked);
      return admit(token, await tellingOfCodes(options, operatorId, open));
    },

    async signOutOperator() {
      const token = cookies.read("operator");
      const closed =
        token &&
        (await tandem.mutation(api.operatorSessions.close, { tokenHash: hashToken(token), requestId }));
      cookies.clear("operator");
      if (!closed || !closed.signOn || !options.provider) return { away: null };
      // They are signed out here whatever is the matter there, which the log tells.
      return { away: await options.provider.signOut().catch(() => null) };
    },

    async keepActive() {
      const token = cookies.read("operator");
      if (token) await tandem.mutation(api.operatorSessions.keepActive, { tokenHash: hashToken(token) });
    },
  };
}

const given = <Key extends string>(key: Key, value: string | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [key in Key]?: string };
