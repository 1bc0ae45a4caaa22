import { ConvexError } from "convex/values";
import type { z } from "zod";
import type { AppError } from "../../shared/errors";
import type {
  AcceptInviteInput,
  ChangePasswordInput,
  Enrolment,
  InviteStatus,
  Me,
  RecoveryCodes,
  ResetPasswordInput,
  ResetStatus,
  SetUpInput,
  SetUpStatus,
  SignedOut,
  SignInInput,
  StepUpInput,
} from "../../shared/session-api";
import { systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import { deviceOf } from "./device";
import type { DoorsOptions } from "./doors";
import { guessKeysOf } from "./guess-keys";
import { actingAs, type SignedIn } from "./identify";
import { newSecret, stepOf } from "./one-time-code";
import { refuseGuessable } from "./password-policy";
import { hashPassword, passwordMatches } from "./passwords";
import { waitWords } from "./portal-guard";
import { hashRecoveryCode, newRecoveryCodes } from "./recovery-codes";
import { hashToken, newToken } from "./tokens";

type Ended = { ended: number };

/** The door of the console, for one request. */
export type OperatorDoors = {
  setUpStatus(token: string): Promise<z.infer<typeof SetUpStatus>>;
  setUp(input: z.infer<typeof SetUpInput>): Promise<Me>;
  inviteStatus(token: string): Promise<z.infer<typeof InviteStatus>>;
  acceptInvite(input: z.infer<typeof AcceptInviteInput>): Promise<Me>;
  resetStatus(token: string): Promise<z.infer<typeof ResetStatus>>;
  resetPassword(input: z.infer<typeof ResetPasswordInput>): Promise<Ended>;
  signInOperator(input: z.infer<typeof SignInInput>): Promise<Me>;
  /** Whoever came by the identity provider is told where to sign out there too. */
  signOutOperator(): Promise<z.infer<typeof SignedOut>>;
  stepUp(operator: SignedIn, input: z.infer<typeof StepUpInput>): Promise<void>;
  /** The operator is doing something: their session does not end as an idle one. */
  keepActive(): Promise<void>;
  changePassword(operator: SignedIn, input: z.infer<typeof ChangePasswordInput>): Promise<Ended>;
  beginEnrolment(operator: SignedIn): Promise<z.infer<typeof Enrolment>>;
  confirmEnrolment(operator: SignedIn, code: string): Promise<z.infer<typeof RecoveryCodes>>;
  renewRecoveryCodes(operator: SignedIn): Promise<z.infer<typeof RecoveryCodes>>;
};

type Credential = { operatorId: Id<"operators">; passwordHash: string | null; sealedSecret: string | null };
type Begun = { waitMs: number; credential: Credential | null };
type Proof = { kind: "step"; step: number } | { kind: "recovery"; hash: string };

export function operatorDoors(options: DoorsOptions): OperatorDoors {
  return { ...entrances(options), ...proofs(options), ...enrolment(options) };
}

/** A session that is not open yet: store its hash, then give the browser the token. */
export function newOperatorSession({ address, userAgent }: DoorsOptions) {
  const { token, tokenHash } = newToken();
  return { token, session: { tokenHash, address, ...given("device", deviceOf(userAgent)) } };
}

/** The ways into the console, and out. */
function entrances(options: DoorsOptions) {
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

/** What who is signed in proves again. */
function proofs(options: DoorsOptions) {
  const { convex, cookies, address, requestId } = options;
  const tandem = convex.as(systemActor);
  const begin = async ({ operatorId, email }: SignedIn) => {
    const keys = guessKeysOf(email, address);
    return { keys, begun: await tandem.mutation(api.operatorSignIn.beginStepUp, { operatorId, keys }) };
  };
  return {
    async stepUp(operator: SignedIn, input: z.infer<typeof StepUpInput>) {
      const { keys, begun } = await begin(operator);
      const proof = await provedBy(options, begun, input);
      const tokenHash = hashToken(cookies.read("operator") ?? "");
      const prove = () => tandem.mutation(api.operatorSignIn.stepUp, { tokenHash, keys, proof, requestId });
      await tellingOfCodes(options, begun.credential?.operatorId ?? null, prove);
    },

    async changePassword(operator: SignedIn, { current, password }: z.infer<typeof ChangePasswordInput>) {
      await refuseGuessable(password, [operator.name, operator.email]);
      const { keys, begun } = await begin(operator);
      const wrong = { field: "current", message: "This is not your password." };
      const { passwordHash: provenHash } = await checked(options, begun, current, wrong);
      const passwordHash = await hashPassword(password);
      const asked = {
        passwordHash,
        provenHash: provenHash ?? "",
        keys,
        current: operator.sessionId,
        requestId,
      };
      return options.convex.as(actingAs(operator)).mutation(api.operatorPasswords.change, asked);
    },
  };
}

/** Setting up a second factor. */
function enrolment({ convex, seal, requestId }: DoorsOptions) {
  return {
    async beginEnrolment(operator: SignedIn) {
      const made = newSecret(operator.email);
      const sealedSecret = seal.seal(made.secret, operator.operatorId);
      await convex.as(actingAs(operator)).mutation(api.operatorFactors.begin, { sealedSecret });
      return made;
    },

    async confirmEnrolment(operator: SignedIn, code: string) {
      const { operatorId } = operator;
      const sealedSecret = await convex.as(systemActor).query(api.operatorFactors.waiting, { operatorId });
      if (sealedSecret === null) {
        throw expected({ code: "conflict", message: "This was begun anew somewhere else. Begin again." });
      }
      const step = stepOf(seal.open(sealedSecret, operatorId), code);
      if (step === null) throw expected({ code: "invalid", field: "code", message: "This code is wrong." });
      const { codes, recoveryHashes } = newRecoveryCodes();
      const asked = { sealedSecret, step, recoveryHashes, requestId };
      await convex.as(actingAs(operator)).mutation(api.operatorFactors.confirm, asked);
      return { codes };
    },

    async renewRecoveryCodes(operator: SignedIn) {
      const { codes, recoveryHashes } = newRecoveryCodes();
      const asked = { recoveryHashes, requestId };
      await convex.as(actingAs(operator)).mutation(api.operatorFactors.renewRecoveryCodes, asked);
      return { codes };
    },
  };
}

const wrongPassword = { message: "E-mail address or password is wrong." };

/**
 * The credential of whoever gave the right password. An unknown e-mail and a wrong password get the same answer after the
 * same work; too many of them get `too_many` and the time to wait.
 */
async function checked(
  options: DoorsOptions,
  begun: Begun,
  password: string,
  wrong: Pick<AppError, "message" | "field"> = wrongPassword,
): Promise<Credential> {
  refuseTooMany(begun);
  const right = await passwordMatches(begun.credential?.passwordHash ?? null, password);
  if (begun.credential && right) return begun.credential;
  await noteRefusal(options, begun.credential?.operatorId ?? null);
  throw expected({ code: wrong.field ? "invalid" : "unauthenticated", ...wrong });
}

/** What a code proves. Wrong ones are counted like wrong passwords. */
export async function judged(
  options: DoorsOptions,
  { operatorId, sealedSecret }: Pick<Credential, "operatorId" | "sealedSecret">,
  code: string,
): Promise<Proof | null> {
  if (sealedSecret === null) return null;
  if (!/^\d{6}$/u.test(code)) return { kind: "recovery", hash: hashRecoveryCode(code) };
  const step = stepOf(options.seal.open(sealedSecret, operatorId), code);
  if (step !== null) return { kind: "step", step };
  await noteRefusal(options, operatorId);
  throw expected({ code: "invalid", field: "code", message: "This code is wrong." });
}

async function provedBy(options: DoorsOptions, begun: Begun, input: z.infer<typeof StepUpInput>) {
  if (input.by === "password") {
    await checked(options, begun, input.password, { field: "password", message: "This password is wrong." });
    return null;
  }
  refuseTooMany(begun);
  const proof = begun.credential && (await judged(options, begun.credential, input.code));
  if (proof) return proof;
  throw expected({ code: "conflict", field: "code", message: "You have no second factor." });
}

/** Whether a code was used before is known where it would be used up, in a transaction that then leaves no trace. */
export async function tellingOfCodes<Result>(
  options: DoorsOptions,
  operatorId: Id<"operators"> | null,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const { code, field } = (error instanceof ConvexError ? error.data : {}) as Partial<AppError>;
    if (code === "unauthenticated" && field === "code") await noteRefusal(options, operatorId);
    throw error;
  }
}

async function noteRefusal({ convex, requestId }: DoorsOptions, operatorId: Id<"operators"> | null) {
  await convex.as(systemActor).mutation(api.operatorSignIn.refuse, { operatorId, requestId });
}

/** Before anything of a try is judged. */
export function refuseTooMany({ waitMs }: Pick<Begun, "waitMs">): void {
  if (waitMs <= 0) return;
  const message = `Too many wrong passwords. Try again in ${waitWords(waitMs)}.`;
  throw expected({ code: "too_many", message });
}

const given = <Key extends string>(key: Key, value: string | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [key in Key]?: string };

const expected = (error: AppError) => new ConvexError<AppError>(error);
