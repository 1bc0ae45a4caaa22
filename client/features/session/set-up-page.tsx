import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { Link } from "../../ui/link";
import { useTRPC } from "../../lib/trpc";
import { buttonLook } from "../../ui/button-look";
import { QueryFailed } from "../../ui/query-failed";
import { Skeleton } from "../../ui/skeleton";
import { Door } from "./door";
import { SetUpForm } from "./set-up-form";
import { t } from "./words";

/** Behind the one-time link of the first start: the first admin says who they are. */
export function SetUpPage() {
  const trpc = useTRPC();
  const [params] = useSearchParams();
  const token = params.get("token") ?? "";
  const status = useQuery(trpc.session.setUpStatus.queryOptions({ token }, { staleTime: Infinity }));
  if (status.data?.usable) {
    return (
      <Door title={t("setUpTitle")} intro={t("setUpIntro")}>
        <SetUpForm token={token} />
      </Door>
    );
  }
  if (status.data) {
    return (
      <Door title={t("linkUseless")} intro={status.data.why ?? t("linkUnknown")}>
        <p className="text-fg-2">{t("linkHelp")}</p>
        <Link to="/sign-in" className={buttonLook("primary")}>
          {t("toSignIn")}
        </Link>
      </Door>
    );
  }
  if (status.error) {
    return (
      <Door title={t("setUpTitle")}>
        <QueryFailed query={status} title={t("linkUnchecked")} safety={t("linkUncheckedSafety")} />
      </Door>
    );
  }
  return (
    <Door title={t("setUpTitle")}>
      <div role="status" aria-label={t("checkingLink")} className="flex flex-col gap-4">
        <Skeleton className="h-8" />
        <Skeleton className="h-8" />
        <Skeleton className="h-8" />
      </div>
    </Door>
  );
}
