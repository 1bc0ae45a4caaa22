import type { z } from "zod";
import type { Enrolment, RecoveryCodes } from "../../shared/session-api";
import { systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import { expected } from "../expected";
import type { DoorsOptions } from "./doors";
import { actingAs, type SignedIn } from "./identify";
import { newSecret, stepOf } from "./one-time-code";
import { newRecoveryCodes } from "./recovery-codes";

/** Setting up a second factor. */
export type OperatorEnrolment = {
  beginEnrolment(operator: SignedIn): Promise<z.infer<typeof Enrolment>>;
  confirmEnrolment(operator: SignedIn, code: string): Promise<z.infer<typeof RecoveryCodes>>;
  renewRecoveryCodes(operator: SignedIn): Promise<z.infer<typeof RecoveryCodes>>;
};

export function operatorEnrolment({ convex, seal, requestId }: DoorsOptions): OperatorEnrolment {
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
