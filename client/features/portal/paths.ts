/** The warning of a registration whose second half is still on its way. */
export const SYNC_WARNING = "backend_sync_pending";

export const portalPaths = {
  home: "/portal",
  register: "/portal/register",
  signIn: "/portal/sign-in",
  forgotPassword: "/portal/forgot-password",
  dashboard: "/portal/dashboard",
  account: "/portal/account",
  profile: "/portal/profile",
  leave: "/portal/delete-account",
  confirmAddress: "/portal/confirm-address",
  events: "/portal/events",
  dashboardPending: `/portal/dashboard?warning=${SYNC_WARNING}`,
} as const;

export const eventPath = (eventId: string) => `${portalPaths.events}/${encodeURIComponent(eventId)}`;

/** Why somebody is asked to sign in; kept in the address, so that a reload still says it. */
export const signInReasons = ["required", "ended", "signed_out", "password_set"] as const;
export type SignInReason = (typeof signInReasons)[number];

export const signInBecause = (reason: SignInReason) => `${portalPaths.signIn}?reason=${reason}`;
