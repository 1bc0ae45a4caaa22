import type { UserLink } from "../../../shared/users-api";
import { densityPreference } from "../../lib/density";
import { MarkedMatch } from "./marked-match";
import { PersonLink } from "./person-link";
import { t } from "./words";

/** The name, and the e-mail under it, or beside it where rows are low. */
export function NameCell({ user }: { user: UserLink }) {
  const oneLine = densityPreference.use() === "compact";
  return (
    <div className={oneLine ? "flex min-w-0 items-baseline gap-2" : "min-w-0"}>
      <PersonLink user={user} className={oneLine ? "shrink-0" : "block leading-4"} />
      <div className="min-w-0 truncate text-xs leading-[14px] text-fg-3">
        {user.email ? <MarkedMatch text={user.email} /> : t("noEmail")}
      </div>
    </div>
  );
}
