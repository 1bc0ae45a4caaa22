import type { UserLink } from "../../../shared/users-api";
import { RelativeTime } from "../../ui/relative-time";
import { LinkCell } from "./link-cell";
import { MarkedMatch } from "./marked-match";
import { PersonLink } from "./person-link";
import { t } from "./words";

/** One person in two lines, for small screens. */
export function NarrowUser({ user }: { user: UserLink }) {
  return (
    <div className="flex flex-col gap-0.5">
      <div className="flex items-baseline justify-between gap-3">
        <PersonLink user={user} className="min-w-0" />
        <RelativeTime at={user.lastSyncAt ?? user.createdAt} className="shrink-0 text-sm text-fg-3" />
      </div>
      <div className="flex items-center gap-3">
        <span className="flex max-w-3/5 shrink-0">
          <LinkCell user={user} />
        </span>
        <span className="ml-auto min-w-0 truncate text-sm text-fg-3">
          {user.email ? <MarkedMatch text={user.email} /> : t("noEmail")}
        </span>
      </div>
    </div>
  );
}
