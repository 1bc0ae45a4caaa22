let tries = 0;

/** The arguments with which a sign-in begins, by somebody of whom no wrong password is known. */
export const signInTry = (email: string) => {
  tries++;
  return { email, keys: { account: `account ${tries}`, address: `network ${tries}` } };
};

/** The link of a mail to a member: what stands behind its hash, or `null` when it has none that sets a password. */
export const tokenIn = (text = ""): string | null =>
  /\/portal\/set-password#(?<token>\S+)/u.exec(text)?.groups?.token ?? null;

/** The link of a mail that asks whose mailbox it is: what stands behind its hash, or `null` when it has none. */
export const proofTokenIn = (text = ""): string | null =>
  /\/portal\/confirm-address#(?<token>\S+)/u.exec(text)?.groups?.token ?? null;
