import { Compass } from "lucide-react";
import { Link } from "../ui/link";
import { buttonLook } from "../ui/button-look";
import { EmptyState } from "../ui/empty-state";
import { t as late } from "./late-words";
import { t } from "./words";

export function NotFoundPage() {
  return (
    <EmptyState
      icon={<Compass aria-hidden />}
      title={late("noPage")}
      actions={
        <Link to="/users" className={buttonLook("primary")}>
          {t("toUsers")}
        </Link>
      }
    >
      {late("noPageHelp")}
    </EmptyState>
  );
}
