import type { ReactNode } from "react";
import { useLinkToken } from "../../../lib/use-link-token";
import { buttonLook } from "../../../ui/button-look";
import { Link } from "../../../ui/link";
import { Notice } from "../../../ui/notice";
import { Skeleton } from "../../../ui/skeleton";
import { useMember } from "../dashboard/use-member";
import { linkLook } from "../link-look";
import { NotLoaded } from "../not-loaded";
import { PageHeading } from "../page-heading";
import { portalPaths } from "../paths";
import { useConfirmation } from "./use-confirmation";
import { t } from "./words";

/** Where the link leads that asks whose a mailbox is. */
export function ConfirmPage() {
  const token = useLinkToken();
  return (
    <>
      <PageHeading title={t("confirmTitle")} />
      {token === null ? <BadLink /> : <Confirming token={token} />}
    </>
  );
}

function Confirming({ token }: { token: string }) {
  const confirmation = useConfirmation(token);
  switch (confirmation.state) {
    case "waiting":
      return <Waiting />;
    case "done":
      return <Done changed={confirmation.changed} />;
    case "signed_out":
      return <SignInFirst token={token} />;
    case "bad_link":
      return <BadLink />;
    case "refused":
      return <Told by={<Notice tone="warn">{confirmation.message}</Notice>} />;
    case "failed":
      return <NotLoaded text={confirmation.message} busy={confirmation.busy} onRetry={confirmation.retry} />;
  }
}

const Waiting = () => (
  <div role="status" aria-label={t("confirming")}>
    <Skeleton className="h-16" />
  </div>
);

/** Which address it is now only the account tells. */
function Done({ changed }: { changed: boolean }) {
  const { data: member, isPending } = useMember();
  if (changed && isPending) return <Waiting />;
  const words = changed && member ? t("changedTo", { email: member.email }) : t("confirmed");
  return (
    <Told
      by={
        <Notice tone="ok" live>
          <span className="wrap-anywhere">{words}</span>
        </Notice>
      }
    />
  );
}

function SignInFirst({ token }: { token: string }) {
  return (
    <div className="flex flex-col items-start gap-5">
      <Notice tone="off" live>
        {t("signInFirst")}
      </Notice>
      <Link to={portalPaths.signIn} state={{ email: "", token }} className={buttonLook("primary", "lg")}>
        {t("signIn")}
      </Link>
      <p className="text-fg-2">
        {t.rich("notYou", {
          link: (text) => (
            <Link to={portalPaths.forgotPassword} className={linkLook}>
              {text}
            </Link>
          ),
        })}
      </p>
    </div>
  );
}

/** Who loads the page again after it has worked is not told that something is wrong. */
function BadLink() {
  const { data: member } = useMember();
  const isDone = member?.address.proven && member.address.asked === null;
  return (
    <div role="alert">
      <Told
        by={
          <Notice tone={isDone ? "off" : "warn"}>
            {isDone ? t("usedLink", { email: member.email }) : t("badLink")}
          </Notice>
        }
      />
    </div>
  );
}

function Told({ by }: { by: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-5">
      {by}
      <Link to={portalPaths.dashboard} className={buttonLook("secondary", "lg")}>
        {t("toDashboard")}
      </Link>
    </div>
  );
}
