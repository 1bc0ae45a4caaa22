/** Who may do what. The console draws from it; tRPC and the Convex functions both enforce it. */
export const operatorRoles = ["viewer", "support", "admin", "auditor"] as const;
export type OperatorRole = (typeof operatorRoles)[number];

/** Everyone who can call a Convex function: operators, members of the portal, and Tandem's own server. */
export const roles = [...operatorRoles, "member", "system"] as const;
export type Role = (typeof roles)[number];

const everyOperator = ["viewer", "support", "admin", "auditor"] as const;
const desk = ["support", "admin"] as const;
const admins = ["admin"] as const;
const takers = ["admin", "auditor"] as const;

export const permissions = {
  "users.read": everyOperator,
  /** Who may not sees e-mail addresses, phone numbers, names and what was written about somebody masked. */
  "pii.read": ["support", "admin", "auditor"],
  /** Of who sees them masked: to look at one value all the same, which the audit tells. */
  "pii.reveal": ["viewer"],
  "users.resync": desk,
  /** Saying how a booking ended of which the backend never said so. */
  "bookings.settle": desk,
  "users.softDelete": desk,
  "users.resendWelcome": desk,
  "users.resolveDrift": desk,
  "users.reviewMatch": desk,
  "users.invite": desk,
  "users.archiveContact": desk,
  "users.export": takers,
  /** Everything that is kept of one person, as a file. */
  "users.exportPerson": admins,
  /** Forgetting somebody soft-deleted before their time is over, for good. */
  "users.purge": admins,
  "views.write": everyOperator,
  "views.share": desk,
  "runs.read": everyOperator,
  "runs.write": admins,
  /** What somebody else has asked for, never one's own. */
  "runs.approve": admins,
  "runs.export": takers,
  "webhooks.read": everyOperator,
  "webhooks.replay": desk,
  "webhooks.acknowledge": desk,
  "webhooks.replayMany": admins,
  "webhooks.replayRejected": admins,
  "audit.read": takers,
  "audit.export": takers,
  "audit.verify": takers,
  "imports.write": admins,
  "reconcile.read": everyOperator,
  "reconcile.write": admins,
  "settings.read": everyOperator,
  "settings.write": admins,
  "operators.read": ["admin", "auditor"],
  "operators.write": admins,
  "account.self": everyOperator,
  /** API tokens: one's own, everybody's, and stopping anybody's. */
  "tokens.own": everyOperator,
  "tokens.read": takers,
  "tokens.revoke": admins,
  "portal.self": ["member"],
  "system.work": [],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** What an operator may only do who has lately proved who they are, whatever of it they do. */
const proven: readonly Permission[] = ["operators.write", "users.purge"];
export const needsProof = (permission: Permission): boolean => proven.includes(permission);

/** What somebody who sees personal data masked may look at. One's own account, and what is revealed on purpose, are not. */
export type MaskedPermission = {
  [P in Permission]: Exclude<OperatorRole, PiiReader> & (typeof permissions)[P][number] extends never
    ? never
    : P;
}[Exclude<Permission, "account.self" | "tokens.own" | "pii.reveal">];
export type ClearPermission = Exclude<Permission, MaskedPermission>;
type PiiReader = (typeof permissions)["pii.read"][number];

/** What somebody may do: what their role may, and of that, if they ask by an API token, only its scopes. */
export type Rights = { role: Role; scopes?: readonly Permission[] | undefined };

/** Whether somebody holds a permission, by their role and by what they ask with. */
export const holds = ({ role, scopes }: Rights, permission: Permission): boolean =>
  mayDo(role, permission) && (scopes === undefined || scopes.includes(permission));

/** Whether a role holds a permission. The server itself (`system`) may do everything. */
export function mayDo(role: Role, permission: Permission): boolean {
  return role === "system" || (permissions[permission] as readonly Role[]).includes(role);
}
