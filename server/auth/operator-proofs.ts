import type { z } from "zod";
import type { ChangePasswordInput, StepUpInput } from "../../shared/session-api";
import { systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import type { DoorsOptions } from "./doors";
import { guessKeysOf } from "./guess-keys";
import { actingAs, type SignedIn } from "./identify";
import { checked, provedBy, tellingOfCodes } from "./judge-operator";
import { refuseGuessable } from "./password-policy";
import { hashPassword } from "./passwords";
import { hashToken } from "./tokens";

/** What an operator who is signed in proves again. */
export type OperatorProofs = {
  stepUp(operator: SignedIn, input: z.infer<typeof StepUpInput>): Promise<void>;
  changePassword(operator: SignedIn, input: z.infer<typeof ChangePasswordInput>): Promise<{ ended: number }>;
};

export function operatorProofs(options: DoorsOptions): OperatorProofs {
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
