import { RESET_MINUTES } from "../../shared/operators-api";
import { newToken } from "../auth/tokens";
import { api } from "../convex/_generated/api";
import { print, tell } from "./output";
import { withStore } from "./store";

/**
 * `tandem operators reset <email>`: prints a link by which an operator chooses another password, for the admin who is the
 * last one and has lost theirs. With `secondFactor` that goes too.
 */
export async function printResetLink(email: string, options: { secondFactor?: boolean }): Promise<void> {
  await withStore(async (convex, { env }) => {
    const { token, tokenHash } = newToken();
    const asked = {
      email,
      minutes: RESET_MINUTES.least,
      dropFactor: options.secondFactor === true,
      tokenHash,
    };
    const { name, factorDropped } = await convex.mutation(api.operatorResets.createAtTerminal, asked);
    tell(`${name} chooses a new password behind this link, once, within ${RESET_MINUTES.least} minutes:`);
    await print(`${env.PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`}/reset#${token}`);
    if (factorDropped) tell("Their second factor is removed.");
  });
}
