let tries = 0;

/** The arguments with which a sign-in begins, by somebody of whom no wrong password is known. */
export const signInTry = (email: string) => {
  tries++;
  return { email, keys: { account: `account ${tries}`, address: `network ${tries}` } };
};
