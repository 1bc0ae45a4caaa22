import { ConvexError } from "convex/values";
import type { z } from "zod";
import type { AppError } from "../../shared/errors";
import type { StepUpInput } from "../../shared/session-api";
import { systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import { expected } from "../expected";
import type { DoorsOptions } from "./doors";
import { stepOf } from "./one-time-code";
import { passwordMatches } from "./passwords";
import { hashRecoveryCode } from "./recovery-codes";
import { refuseTooMany } from "./too-many";

/** Judging what an operator gives to prove who they are. The store has counted the try before. */
type Credential = { operatorId: Id<"operators">; passwordHash: string | null; sealedSecret: string | null };
type Begun = { waitMs: number; credential: Credential | null };
type Proof = { kind: "step"; step: number } | { kind: "recovery"; hash: string };

const wrongPassword = { message: "E-mail address or password is wrong." };

/**
 * The credential of whoever gave the right password. An unknown e-mail and a wrong password get the same answer after the
 * same work; too many of them get `too_many` and the time to wait.
 */
export async function checked(
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

export async function provedBy(options: DoorsOptions, begun: Begun, input: z.infer<typeof StepUpInput>) {
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
