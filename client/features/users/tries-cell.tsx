import type { UserLink } from "../../../shared/users-api";
import { useNow } from "../../lib/clock";
import { RelativeTime } from "../../ui/relative-time";
import { t } from "./words";

/** How often it was tried, and when next. */
export function TriesCell({ user, count }: { user: UserLink; count: string }) {
  return (
    <span className="nums truncate text-fg-2">
      {count}
      {user.nextAttemptAt === null ? null : <NextTry at={user.nextAttemptAt} />}
    </span>
  );
}

/** A try whose time is over has not been made: it is due, and waits for a worker or for the backend. */
function NextTry({ at }: { at: number }) {
  const due = at <= useNow();
  return (
    <span className="text-fg-3">
      {" · "}
      {due ? t("tryDue") : <RelativeTime at={at} />}
    </span>
  );
}
