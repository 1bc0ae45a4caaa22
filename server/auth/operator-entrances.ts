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
import { expected } from "../expected";
import { deviceOf } from "./device";
import type { DoorsOptions } from "./doors";
import { guessKeysOf } from "./guess-keys";
import { checked, judged, tellingOfCodes } from "./judge-operator";
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
  const newSession = () => newOperatorSession(options);
  const admit = (token: string, { me, expiresAt }: { me: Me; expiresAt: number }) => {
    cookies.set("operator", token, expiresAt);
    return me;
  };
  return {
    setUpStatus: (token: string) =>
      tandem.query(api.operatorSetUp.setUpStatus, { tokenHash: hashToken(token) }),

    async setUp({ token, name, email, password }: z.infer<typeof SetUpInput>) {
      const { why } = await tandem.query(api.operatorSetUp.setUpStatus, { tokenHash: hashToken(token) });
      refuseLink(why);
      await refuseGuessable(password, [name, email]);
      const { token: cookie, session } = newSession();
      const passwordHash = await hashPassword(password);
      const asked = { tokenHash: hashToken(token), name, email, passwordHash, session, requestId };
      return admit(cookie, await tandem.mutation(api.operatorSetUp.setUp, asked));
    },

    inviteStatus: (token: string) =>
      tandem.query(api.operatorInvites.status, { tokenHash: hashToken(token) }),

    async acceptInvite({ token, name, password }: z.infer<typeof AcceptInviteInput>) {
      const tokenHash = hashToken(token);
      const { invite, why } = await tandem.query(api.operatorInvites.status, { tokenHash });
      refuseLink(why);
      await refuseGuessable(password, [name, invite?.email ?? ""]);
      const { token: cookie, session } = newSession();
      const asked = { tokenHash, name, passwordHash: await hashPassword(password), session, requestId };
      return admit(cookie, await tandem.mutation(api.operatorInvites.accept, asked));
    },

    resetStatus: (token: string) => tandem.query(api.operatorResets.status, { tokenHash: hashToken(token) }),

    async resetPassword({ token, password }: z.infer<typeof ResetPasswordInput>) {
      const tokenHash = hashToken(token);
      const { reset, why } = await tandem.query(api.operatorResets.status, { tokenHash });
      refuseLink(why);
      const { name = "", email = "" } = reset ?? {};
      await refuseGuessable(password, [name, email]);
      const passwordHash = await hashPassword(password);
      const asked = { tokenHash, passwordHash, keys: guessKeysOf(email, address), requestId };
      return tandem.mutation(api.operatorResets.use, asked);
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

/** Before any password is judged or hashed: that is dear, and who holds no link could ask for it without end. */
function refuseLink(why: string | null): void {
  if (why !== null) throw expected({ code: "forbidden", message: why });
}

const given = <Key extends string>(key: Key, value: string | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [key in Key]?: string };
