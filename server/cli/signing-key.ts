import { StartError, loadConfig } from "../config";
import { rotateSigningKey } from "../config/secrets";
import { generateSigningKey } from "../auth/signer";
import { print, tell } from "./output";

/** `tandem signing-key new`: a private key for TANDEM_SIGNING_KEY, in one line. */
export async function printNewSigningKey(): Promise<void> {
  await print(await generateSigningKey());
}

/** `tandem signing-key rotate`: replaces the key that the first start made. */
export async function rotateKeptKey(options: { dropOld?: boolean }): Promise<void> {
  const { env, dataDir } = await loadConfig(process.env);
  if (env.TANDEM_SIGNING_KEY) {
    throw new StartError(
      "TANDEM_SIGNING_KEY is set, so the kept key is not used. Put a new one (tandem signing-key new) before the one there.",
    );
  }
  const { dropOld = false } = options;
  await rotateSigningKey(dataDir, { dropOld });
  const old = dropOld
    ? "the one before it is refused"
    : "the one before it is accepted until the next rotation";
  tell(`From the next start on a new key signs; ${old}.`);
}
