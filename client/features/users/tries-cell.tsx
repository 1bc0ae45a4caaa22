import type { UserLink } from "../../../shared/users-api";
import { RelativeTime } from "../../ui/relative-time";
import { t } from "./words";

/** How often it was tried, and when next. */
export function TriesCell({ user, count }: { user: UserLink; count: string }) {
  return (
    <span className="nums truncate text-fg-2">
      {count}
      {user.nextAttemptAt === null ? null : (
        <span className="text-fg-3">
          {" "}
          {t.rich("nextAt", { when: () => <RelativeTime at={user.nextAttemptAt ?? 0} /> })}
        </span>
      )}
    </span>
  );
}
