import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { ResetPasswordInput } from "../../../shared/session-api";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { useLinkToken } from "../../lib/use-link-token";
import { buttonLook } from "../../ui/button-look";
import { Link } from "../../ui/link";
import { QueryFailed } from "../../ui/query-failed";
import { Skeleton } from "../../ui/skeleton";
import { Door } from "./door";
import { DoorForm } from "./door-form";
import { passwordField } from "./set-up-form";
import type { FromReset } from "./sign-in-page";
import { t } from "./words";

/** Behind an admin's link, for an operator who has forgotten their password: another one. */
export function ResetPage() {
  const trpc = useTRPC();
  const navigate = useNavigate();
  const token = useLinkToken() ?? "";
  const status = useQuery(trpc.session.resetStatus.queryOptions({ token }, { staleTime: Infinity }));
  const toSignIn = () =>
    navigate("/sign-in", { replace: true, state: { changed: true } satisfies FromReset });
  const reset = useMutation(trpc.session.resetPassword.mutationOptions({ onSuccess: toSignIn }));
  if (status.data?.reset) {
    const { name, email } = status.data.reset;
    return (
      <Door title={t("resetTitle")} intro={t("resetIntro", { name, email })}>
        <DoorForm
          fields={[passwordField]}
          schema={ResetPasswordInput}
          token={token}
          button={t("choosePassword")}
          busy={reset.isPending}
          problem={reset.error ? describeError(reset.error) : null}
          onSubmit={(data) => reset.mutate(data)}
        />
      </Door>
    );
  }
  if (status.data) {
    return (
      <Door title={t("linkUseless")} intro={status.data.why ?? t("linkUnknown")}>
        <Link to="/sign-in" className={buttonLook("primary")}>
          {t("toSignIn")}
        </Link>
      </Door>
    );
  }
  return (
    <Door title={t("resetTitle")}>
      {status.error ? (
        <QueryFailed query={status} title={t("linkUnchecked")} safety={t("linkUncheckedSafety")} />
      ) : (
        <div role="status" aria-label={t("checkingLink")}>
          <Skeleton className="h-8" />
        </div>
      )}
    </Door>
  );
}
