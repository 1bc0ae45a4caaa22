import { Link } from "../../ui/link";
import { PageHeading } from "./page-heading";
import { linkLook } from "./link-look";
import { t } from "./words";

export function PortalNotFound() {
  return (
    <PageHeading title={t("noSuchPage")}>
      <p className="text-fg-2">{t("mistyped")}</p>
      <p>
        <Link to="/portal" className={linkLook}>
          {t("toStart")}
        </Link>
      </p>
    </PageHeading>
  );
}
