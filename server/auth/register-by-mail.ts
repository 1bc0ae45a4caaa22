import { setTimeout as wait } from "node:timers/promises";
import { profileOf, type RegistrationByMail } from "../../shared/registration";
import { systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import type { DoorsOptions } from "./doors";
import { resetLimitsOf } from "./guess-keys";
import { refuseMail } from "./own-password";
import { hashToken, newToken } from "./tokens";

/** From the request to the answer, in ms: how long it takes to make an account must not tell that one was made. */
const ANSWER_AFTER_MS = 700;

/** The way into the portal where nobody is told that an address is taken. */
export type RegistrationDoor = {
  /**
   * Registers without saying whether the address was free: what follows is in the mail to it. `stored` is called before
   * the answer is due. Fails with `too_many` when too many mails were asked for; then nothing was stored.
   */
  registerByMail(form: RegistrationByMail, stored: () => void): Promise<void>;
};

export function registrationDoor(
  { convex, address, seal, requestId }: Pick<DoorsOptions, "convex" | "address" | "seal" | "requestId">,
  pause: (ms: number) => Promise<unknown> = wait,
): RegistrationDoor {
  return {
    async registerByMail(form, stored) {
      const answerAt = Date.now() + ANSWER_AFTER_MS;
      const { token, tokenHash } = newToken();
      const counted = await convex.as(systemActor).mutation(api.registration.registerByMail, {
        profile: profileOf(form),
        ...(form.invite ? { inviteHash: hashToken(form.invite) } : {}),
        token: { tokenHash, sealedToken: seal.seal(token, tokenHash) },
        limits: resetLimitsOf(form.email, address),
        ...{ language: form.language ?? "en", requestId },
      });
      refuseMail(counted);
      stored();
      await pause(Math.max(0, answerAt - Date.now()));
    },
  };
}
