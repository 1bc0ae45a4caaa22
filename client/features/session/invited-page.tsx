import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "../../ui/link";
import { AcceptInviteInput } from "../../../shared/session-api";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { useLinkToken } from "../../lib/use-link-token";
import { buttonLook } from "../../ui/button-look";
import { QueryFailed } from "../../ui/query-failed";
import { Skeleton } from "../../ui/skeleton";
import { roleWords } from "../users/words";
import { Door } from "./door";
import { DoorForm } from "./door-form";
import { home } from "./safe-next";
import { newcomerFields } from "./set-up-form";
import { SignOnButton } from "./sign-on-button";
import { useEntered } from "./use-entered";
import { t } from "./words";

/** Behind an admin's invitation: the invited person chooses name and password, or comes by the identity provider. */
export function InvitedPage() {
  const trpc = useTRPC();
  const token = useLinkToken() ?? "";
  const status = useQuery(trpc.session.inviteStatus.queryOptions({ token }, { staleTime: Infinity }));
  const entered = useEntered();
  const accept = useMutation(
    trpc.session.acceptInvite.mutationOptions({ onSuccess: (me) => entered(me, home) }),
  );
  if (status.data?.invite) {
    const { email, role } = status.data.invite;
    return (
      <Door title={t("invitedTitle")} intro={t("invitedIntro", { email, role: roleWords(role) })}>
        <DoorForm
          fields={newcomerFields}
          schema={AcceptInviteInput}
          token={token}
          button={t("join")}
          busy={accept.isPending}
          problem={accept.error ? describeError(accept.error) : null}
          onSubmit={(data) => accept.mutate(data)}
        />
        <SignOnButton next={home} />
      </Door>
    );
  }
  if (status.data) {
    return (
      <Door title={t("linkUseless")} intro={status.data.why ?? t("linkUnknown")}>
        <p className="text-fg-2">{t("inviteHelp")}</p>
        <Link to="/sign-in" className={buttonLook("primary")}>
          {t("toSignIn")}
        </Link>
      </Door>
    );
  }
  return (
    <Door title={t("invitedTitle")}>
      {status.error ? (
        <QueryFailed query={status} title={t("linkUnchecked")} safety={t("linkUncheckedSafety")} />
      ) : (
        <div role="status" aria-label={t("checkingLink")} className="flex flex-col gap-4">
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
        </div>
      )}
    </Door>
  );
}
