import { Import } from "lucide-react";
import { Link } from "../../ui/link";
import { buttonLook } from "../../ui/button-look";
import { EmptyState } from "../../ui/empty-state";
import { useRefusal } from "../users/use-permission";
import { t } from "./words";

/** A fresh install: what to do first. */
export function NobodyYet() {
  const mayImport = useRefusal("imports.write", "") === null;
  return (
    <EmptyState
      icon={<Import aria-hidden />}
      title={t("noUsers")}
      actions={
        <>
          {mayImport ? (
            <Link to="/import" className={buttonLook("primary")}>
              {t("import")}
            </Link>
          ) : null}
          <a href="/portal/register" className={buttonLook()}>
            {t("register")}
          </a>
        </>
      }
    >
      {t("noUsersText")}
    </EmptyState>
  );
}
