/** Who may do what. The console draws from it; tRPC and the Convex functions both enforce it. */
export const operatorRoles = ["viewer", "support", "admin", "auditor"] as const;
export type OperatorRole = (typeof operatorRoles)[number];

/** Everyone who can call a Convex function: operators, members of the portal, and Tandem's own server. */
export type Role = OperatorRole | "member" | "system";

const everyOperator = ["viewer", "support", "admin", "auditor"] as const;
const desk = ["support", "admin"] as const;
const admins = ["admin"] as const;

export const permissions = {
  "users.read": everyOperator,
  "users.resync": desk,
  "users.softDelete": desk,
  "users.resendWelcome": desk,
  "users.resolveDrift": desk,
  "users.reviewMatch": desk,
  "users.invite": desk,
  "users.archiveContact": desk,
  "users.export": ["admin", "auditor"],
  "views.write": everyOperator,
  "views.share": desk,
  "runs.read": everyOperator,
  "runs.write": admins,
  "webhooks.read": everyOperator,
  "webhooks.replay": desk,
  "webhooks.acknowledge": desk,
  "webhooks.replayMany": admins,
  "webhooks.replayRejected": admins,
  "audit.read": ["admin", "auditor"],
  "audit.export": ["admin", "auditor"],
  "imports.write": admins,
  "reconcile.read": everyOperator,
  "reconcile.write": admins,
  "settings.read": everyOperator,
  "settings.write": admins,
  "portal.self": ["member"],
  "system.work": [],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** Whether a role holds a permission. The server itself (`system`) may do everything. */
export function mayDo(role: Role, permission: Permission): boolean {
  return role === "system" || (permissions[permission] as readonly Role[]).includes(role);
}
