import { ArrowLeft } from "lucide-react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { Link } from "../../ui/link";
import { buttonLook } from "../../ui/button-look";
import { PersonView } from "./person/person-view";
import { parseUsersSearch, writeUsersSearch } from "./users-search";
import { t } from "./person/words";

/** The same as the drawer, with an address of its own and more room. */
export function PersonPage() {
  const { id = "" } = useParams();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  return (
    <div className="scroll-y min-h-0 flex-1">
      <div className="mx-auto max-w-4xl pb-10">
        <h1 className="sr-only">{t("user")}</h1>
        <div className="px-4 pt-3 sm:px-5">
          <Link to="/users" className={`${buttonLook("ghost", "sm")} -ml-2`}>
            <ArrowLeft aria-hidden className="size-3.5" />
            {t("users")}
          </Link>
        </div>
        <PersonView
          key={id}
          id={id}
          row={null}
          tab={parseUsersSearch(params).tab}
          onTab={(tab) => setParams((now) => writeUsersSearch(now, { tab }), { replace: true })}
          frame={null}
          onMoved={(linkId) => void navigate(`/users/${encodeURIComponent(linkId)}`, { replace: true })}
        />
      </div>
    </div>
  );
}
