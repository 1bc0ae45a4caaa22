import { useLocation, useSearchParams } from "react-router";
import { Link } from "../../../ui/link";
import { z } from "zod";
import { Notice } from "../../../ui/notice";
import { linkLook } from "../link-look";
import { PageHeading } from "../page-heading";
import { portalPaths, signInReasons, type SignInReason } from "../paths";
import { SignInForm } from "./sign-in-form";

const Arrival = z.object({ email: z.string() }).nullable().catch(null);
const isReason = (reason: string | null): reason is SignInReason =>
  reason !== null && reason in signInReasons;

export function SignInPage() {
  const [search] = useSearchParams();
  const reason = search.get("reason");
  const arrival = Arrival.parse(useLocation().state);
  return (
    <>
      <PageHeading title="Sign in">
        <p className="text-fg-2">
          No account yet?{" "}
          <Link to={portalPaths.register} className={linkLook}>
            Register
          </Link>
        </p>
      </PageHeading>
      <div className="flex flex-col gap-6">
        {isReason(reason) ? (
          <Notice tone="off" live>
            {signInReasons[reason]}
          </Notice>
        ) : null}
        <SignInForm email={arrival?.email ?? ""} />
      </div>
    </>
  );
}
