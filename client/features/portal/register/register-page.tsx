import type { ReactNode } from "react";
import { Link } from "../../../ui/link";
import { Button } from "../../../ui/button";
import { Notice } from "../../../ui/notice";
import { Skeleton } from "../../../ui/skeleton";
import { linkLook } from "../link-look";
import { ORGANIZATION } from "../organization";
import { PageHeading } from "../page-heading";
import { portalPaths } from "../paths";
import { RegisterForm } from "./register-form";
import { useInvitation, type Invitation } from "./use-invitation";

export function RegisterPage() {
  const invitation = useInvitation();
  return (
    <>
      <PageHeading title="Register">
        <p className="text-fg-2">
          Your account with {ORGANIZATION}. It takes about two minutes; what is marked optional can stay
          empty.
        </p>
        <p className="text-fg-2">
          Registered already?{" "}
          <Link to={portalPaths.signIn} className={linkLook}>
            Sign in
          </Link>
        </p>
      </PageHeading>
      <FormFor invitation={invitation} />
    </>
  );
}

function FormFor({ invitation }: { invitation: Invitation }) {
  switch (invitation.state) {
    case "none":
      return <RegisterForm />;
    case "loading":
      return (
        <div role="status" aria-label="Loading your invitation" className="flex flex-col gap-5">
          <Skeleton className="h-5 w-2/5" />
          <Skeleton className="h-11" />
          <Skeleton className="h-11" />
        </div>
      );
    case "unknown":
      return (
        <div role="alert" className="flex flex-col items-start gap-5">
          <Notice tone="bad">
            Your invitation could not be looked up. It is not lost; you can try again.
          </Notice>
          <Button size="lg" busy={invitation.busy} onClick={invitation.retry}>
            Try again
          </Button>
        </div>
      );
    case "bad":
      return (
        <Told
          by={
            <Notice tone="warn">
              This invitation does not work any more: it was used, replaced, or is too old. You can register
              all the same.
            </Notice>
          }
        >
          <RegisterForm />
        </Told>
      );
    case "good":
      return (
        <Told
          by={
            <Notice tone="off">
              You were invited. Please check what we have filled in, and mend what is wrong.
            </Notice>
          }
        >
          <RegisterForm invited={{ ...invitation.person, invite: invitation.token }} />
        </Told>
      );
  }
}

function Told({ by, children }: { by: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-8">
      {by}
      {children}
    </div>
  );
}
