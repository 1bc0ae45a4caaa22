import { hash, verify } from "@node-rs/argon2";

/** OWASP's argon2id parameters: 19 MiB, two passes, one lane. About 30 ms here. (argon2id is the library's default.) */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The argon2id hash of a password, with its salt and parameters. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS);
}

/** Made before anybody asks: made when it is wanted first, that answer would take twice as long as others. */
const decoy = hashPassword("nobody's password");

/**
 * Whether a password belongs to a hash. Without a hash (nobody has this e-mail) it does the same work and says no,
 * so that the time of the answer does not tell who has an account.
 */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await decoy), password);
  return passwordHash !== null && matches;
}
