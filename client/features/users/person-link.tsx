import { clsx } from "clsx";
import type { UserLink } from "../../../shared/users-api";
import { MarkedMatch } from "./marked-match";
import { t } from "./words";

/**
 * The name as a link to the person's page. A plain click is the row's, which opens the drawer, and any other the
 * browser's: the router, whose links hear of every change of the address, has nothing to do with it.
 */
export function PersonLink({ user, className }: { user: UserLink; className?: string }) {
  return (
    <a
      href={`/users/${encodeURIComponent(user.linkId)}`}
      tabIndex={-1}
      onClick={(event) => {
        const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
        if (plain) event.preventDefault();
        else event.stopPropagation();
      }}
      className={clsx("truncate font-medium", className)}
    >
      {user.name ? <MarkedMatch text={user.name} /> : <span className="text-fg-2">{t("noName")}</span>}
    </a>
  );
}
