import { Compass } from "lucide-react";
import { Link } from "../ui/link";
import { buttonLook } from "../ui/button-look";
import { EmptyState } from "../ui/empty-state";
import { t } from "./late-words";
import { t as always } from "./words";

export function NotFoundPage() {
  return (
    <EmptyState
      icon={<Compass aria-hidden />}
      title={t("noPage")}
      actions={
        <Link to="/users" className={buttonLook("primary")}>
          {always("toUsers")}
        </Link>
      }
    >
      {t("noPageHelp")}
    </EmptyState>
  );
}
