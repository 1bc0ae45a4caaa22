/** The mails that Tandem sends itself; the welcome is the backend's. */
export const mailKinds = [
  "reset_password",
  "password_changed",
  "prove_address",
  "prove_new_address",
  "address_change_asked",
  "address_changed",
  "account_deleted",
] as const;
export type MailKind = (typeof mailKinds)[number];

/** How long the link in a mail sets a password, from when it was asked for, in ms. */
export const RESET_LINK_MS = 30 * 60_000;

/** How long the link in a mail shows that the mailbox is its reader's, in ms. */
export const PROOF_LINK_MS = 24 * 3_600_000;

/** How long a server that says nothing may hold a mail before another one sends it, in ms; more than any try takes. */
export const MAIL_LEASE_MS = 3 * 60_000;
