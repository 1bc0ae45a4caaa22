import { Import, SearchX } from "lucide-react";
import { Link } from "../../ui/link";
import { Button } from "../../ui/button";
import { buttonLook } from "../../ui/button-look";
import { EmptyState } from "../../ui/empty-state";
import { useMe, useSeesMasked } from "./use-permission";
import { t } from "./empty-words";
import { roleWords } from "./words";

/** No rows: either nobody is here yet, or nobody matches. */
export function UsersEmpty({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  const me = useMe();
  const masked = useSeesMasked();
  if (narrowed) {
    return (
      <EmptyState
        icon={<SearchX aria-hidden />}
        title={t("nobodyMatches")}
        actions={<Button onClick={onClear}>{t("clearFilters")}</Button>}
      >
        {me && masked
          ? t("nobodyMatchesMasked", { role: roleWords(me.role) })
          : t.rich("nobodyMatchesHelp", { i: (text) => <i>{text}</i> })}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Import aria-hidden />}
      title={t("noUsers")}
      actions={
        <>
          <Link to="/import" className={buttonLook("primary")}>
            {t("importTwo")}
          </Link>
          <a href="/portal/register" className={buttonLook()}>
            {t("registerSomeone")}
          </a>
        </>
      }
    >
      {t("noUsersHelp")}
    </EmptyState>
  );
}
