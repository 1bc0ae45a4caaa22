import type { ReactNode } from "react";
import { Link } from "../../../ui/link";
import { Notice } from "../../../ui/notice";
import { Skeleton } from "../../../ui/skeleton";
import { linkLook } from "../link-look";
import { NotLoaded } from "../not-loaded";
import { useOrganization } from "../organization";
import { PageHeading } from "../page-heading";
import { portalPaths } from "../paths";
import { RegisterAtOnce } from "./register-at-once";
import { RegisterByMail } from "./register-by-mail";
import type { Known } from "./register-form";
import { useInvitation, type Invitation } from "./use-invitation";
import { t } from "./words";

export function RegisterPage() {
  const invitation = useInvitation();
  const { name } = useOrganization();
  return (
    <>
      <PageHeading title={t("title")}>
        <p className="text-fg-2">{t("intro", { organization: name })}</p>
        <p className="text-fg-2">
          {t.rich("registered", {
            link: (text) => (
              <Link to={portalPaths.signIn} className={linkLook}>
                {text}
              </Link>
            ),
          })}
        </p>
      </PageHeading>
      <FormFor invitation={invitation} />
    </>
  );
}

function FormFor({ invitation }: { invitation: Invitation }) {
  switch (invitation.state) {
    case "none":
      return <Form />;
    case "loading":
      return (
        <div role="status" aria-label={t("invitationLoading")} className="flex flex-col gap-5">
          <Skeleton className="h-5 w-2/5" />
          <Skeleton className="h-11" />
          <Skeleton className="h-11" />
        </div>
      );
    case "unknown":
      return <NotLoaded text={t("invitationUnknown")} busy={invitation.busy} onRetry={invitation.retry} />;
    case "bad":
      return (
        <Told by={<Notice tone="warn">{t("invitationBad")}</Notice>}>
          <Form />
        </Told>
      );
    case "good":
      return (
        <Told by={<Notice tone="off">{t("invitationGood")}</Notice>}>
          <Form known={{ ...invitation.person, invite: invitation.token }} />
        </Told>
      );
  }
}

function Form({ known }: { known?: Known }) {
  const { tellsTaken } = useOrganization();
  return tellsTaken ? <RegisterAtOnce known={known} /> : <RegisterByMail known={known} />;
}

function Told({ by, children }: { by: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-8">
      {by}
      {children}
    </div>
  );
}
