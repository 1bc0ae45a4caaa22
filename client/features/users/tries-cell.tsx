import type { UserLink } from "../../../shared/users-api";
import { RelativeTime } from "../../ui/relative-time";

/** How often it was tried, and when next. */
export function TriesCell({ user, count }: { user: UserLink; count: string }) {
  return (
    <span className="nums truncate text-fg-2">
      {count}
      {user.nextAttemptAt === null ? null : (
        <span className="text-fg-3">
          {" "}
          · next <RelativeTime at={user.nextAttemptAt} />
        </span>
      )}
    </span>
  );
}
