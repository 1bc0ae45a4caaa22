import { useLocation, useSearchParams } from "react-router";
import { Link } from "../../../ui/link";
import { z } from "zod";
import { Notice } from "../../../ui/notice";
import { linkLook } from "../link-look";
import { PageHeading } from "../page-heading";
import { portalPaths, signInReasons, type SignInReason } from "../paths";
import { reasonWords } from "../words";
import { SignInForm } from "./sign-in-form";
import { t } from "./words";

/** `token`: of the link in a mail that brought them here. */
const Arrival = z.object({ email: z.string(), token: z.string().optional() }).nullable().catch(null);
const isReason = (reason: string | null): reason is SignInReason =>
  signInReasons.some((known) => known === reason);

export function SignInPage() {
  const [search] = useSearchParams();
  const reason = search.get("reason");
  const arrival = Arrival.parse(useLocation().state);
  return (
    <>
      <PageHeading title={t("title")}>
        <p className="text-fg-2">
          {t.rich("noAccount", {
            link: (text) => (
              <Link to={portalPaths.register} className={linkLook}>
                {text}
              </Link>
            ),
          })}
        </p>
      </PageHeading>
      <div className="flex flex-col gap-6">
        {isReason(reason) ? (
          <Notice tone="off" live>
            {reasonWords(reason)}
          </Notice>
        ) : null}
        <SignInForm email={arrival?.email ?? ""} token={arrival?.token} />
      </div>
    </>
  );
}
