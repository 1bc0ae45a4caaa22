/** @jsxRuntime automatic */
/** @jsxImportSource react */
// Said here too, because the backend may be started from a folder where no tsconfig says it.
import type { Counts } from "./counts";
import { type Frame, render } from "./page";
import { ADMIN_PATH, withQuery } from "./paths";

/** What there is, and what needs somebody. */
export function renderOverview(frame: Frame, counts: Counts): string {
  const tiles: [name: string, count: number, path: string][] = [
    ["contacts", counts.contacts, "/contacts"],
    ["active users", counts.activeUsers, withQuery("/users", { status: "active" })],
    ["suspended users", counts.suspendedUsers, withQuery("/users", { status: "suspended" })],
    ["bookings", counts.bookings, "/bookings"],
    ["webhooks waiting", counts.webhooksWaiting, withQuery("/webhooks", { status: "queued" })],
    ["webhooks failed", counts.webhooksFailed, withQuery("/webhooks", { status: "failed" })],
    ["mails waiting", counts.mailsWaiting, withQuery("/mails", { status: "queued" })],
    ["mails failed", counts.mailsFailed, withQuery("/mails", { status: "failed" })],
  ];
  return render(
    frame,
    <ul className="tiles">
      {tiles.map(([name, count, path]) => (
        <li key={name}>
          <a href={ADMIN_PATH + path}>
            <b>{count.toLocaleString("en")}</b>
            {name}
          </a>
        </li>
      ))}
    </ul>,
  );
}
