import type { Database } from "../store/database";

/** How many of what there are now. */
export interface Counts {
  contacts: number;
  activeUsers: number;
  suspendedUsers: number;
  bookings: number;
  webhooksWaiting: number;
  webhooksFailed: number;
  mailsWaiting: number;
  mailsFailed: number;
}

/** Counted by index, each time. */
export function countAll(db: Database): Counts {
  const count = (what: string, status?: string) => {
    const where = status === undefined ? "" : " where status = ?";
    const values = status === undefined ? [] : [status];
    return db.get<{ n: number }>(`select count(*) as n from ${what}${where}`, ...values)?.n ?? 0;
  };
  return {
    contacts: count("contacts"),
    activeUsers: count("frontend_users", "active"),
    suspendedUsers: count("frontend_users", "suspended"),
    bookings: count("bookings"),
    webhooksWaiting: count("webhook_deliveries", "queued"),
    webhooksFailed: count("webhook_deliveries", "failed"),
    mailsWaiting: count("mails", "queued"),
    mailsFailed: count("mails", "failed"),
  };
}
