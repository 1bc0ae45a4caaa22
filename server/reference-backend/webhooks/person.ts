import type { Database } from "../store/database";
import { findByConvexUser, findFrontendUser } from "../store/frontend-users";

/**
 * The key under which the events of one person are kept in order, or null for an event about nobody. Events name
 * people by different IDs, so the contact's is looked up where only the account's is given.
 */
export function personOf(db: Database, data: Record<string, unknown>): string | null {
  const named = text(data.contactId) ?? text(data.crmContactId);
  if (named !== null) return named;
  const frontendUserId = text(data.frontendUserId);
  const convexUserId = text(data.convexUserId);
  const user =
    (frontendUserId !== null ? findFrontendUser(db, frontendUserId) : undefined) ??
    (convexUserId !== null ? findByConvexUser(db, convexUserId) : undefined);
  return user?.crmContactId ?? user?.id ?? frontendUserId ?? convexUserId ?? text(data.email);
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
