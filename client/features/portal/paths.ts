/** The warning of a registration whose second half is still on its way. */
export const SYNC_WARNING = "backend_sync_pending";

export const portalPaths = {
  home: "/portal",
  register: "/portal/register",
  signIn: "/portal/sign-in",
  dashboard: "/portal/dashboard",
  dashboardPending: `/portal/dashboard?warning=${SYNC_WARNING}`,
} as const;

/** Why somebody is asked to sign in; kept in the address, so that a reload still says it. */
export const signInReasons = {
  required: "You are signed out. Sign in to see your account.",
  ended: "Your session has ended. Sign in again to see your account.",
  signed_out: "You have signed out.",
} as const;
export type SignInReason = keyof typeof signInReasons;

export const signInBecause = (reason: SignInReason) => `${portalPaths.signIn}?reason=${reason}`;
