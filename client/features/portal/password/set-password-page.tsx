import { useQuery } from "@tanstack/react-query";
import { useTRPC, useTRPCClient } from "../../../lib/trpc";
import { buttonLook } from "../../../ui/button-look";
import { Link } from "../../../ui/link";
import { Notice } from "../../../ui/notice";
import { Skeleton } from "../../../ui/skeleton";
import { useLastError } from "../last-error";
import { NotLoaded } from "../not-loaded";
import { PageHeading } from "../page-heading";
import { portalPaths } from "../paths";
import { SetPasswordForm } from "./set-password-form";
import { useLinkToken } from "../../../lib/use-link-token";
import { t } from "./words";

/** Where the link in the mail leads. */
export function SetPasswordPage() {
  const token = useLinkToken();
  return (
    <>
      <PageHeading title={t("setPassword")}>
        <p className="text-fg-2">{t("setWhy")}</p>
      </PageHeading>
      {token === null ? <BadLink /> : <FormFor token={token} />}
    </>
  );
}

function FormFor({ token }: { token: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const asked = useQuery({
    queryKey: [...trpc.portal.checkPasswordLink.mutationKey(), token],
    queryFn: () => client.portal.checkPasswordLink.mutate({ token }),
    staleTime: Infinity,
    gcTime: 0,
  });
  const { data, isFetching, refetch } = asked;
  const error = useLastError(asked);
  if (data) return data.good ? <SetPasswordForm token={token} /> : <BadLink />;
  if (error) return <NotLoaded text={t("notChecked")} busy={isFetching} onRetry={() => void refetch()} />;
  return (
    <div role="status" aria-label={t("checking")} className="flex flex-col gap-5">
      <Skeleton className="h-11" />
      <Skeleton className="h-11" />
    </div>
  );
}

function BadLink() {
  return (
    <div role="alert" className="flex flex-col items-start gap-5">
      <Notice tone="warn">{t("badLink")}</Notice>
      <Link to={portalPaths.forgotPassword} className={buttonLook("primary", "lg")}>
        {t("askForNew")}
      </Link>
    </div>
  );
}
