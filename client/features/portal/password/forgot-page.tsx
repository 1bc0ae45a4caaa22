import { useState } from "react";
import { useLocation } from "react-router";
import { z } from "zod";
import { Link } from "../../../ui/link";
import { linkLook } from "../link-look";
import { PageHeading } from "../page-heading";
import { portalPaths } from "../paths";
import { ForgotForm } from "./forgot-form";
import { LinkSent } from "./link-sent";
import { t } from "./words";

const Arrival = z.object({ email: z.string() }).nullable().catch(null);

/** For who has forgotten their password, or never had one: their account was there before the portal. */
export function ForgotPage() {
  const arrival = Arrival.parse(useLocation().state);
  const [email, setEmail] = useState(arrival?.email ?? "");
  const [sent, setSent] = useState(false);
  const onSent = (to: string) => {
    setEmail(to);
    setSent(true);
  };
  return (
    <>
      <PageHeading title={t("forgotten")}>
        {sent ? null : <p className="text-fg-2">{t("forgottenWhy")}</p>}
      </PageHeading>
      {sent ? (
        <LinkSent email={email} said={t("sentTo", { email })} onOther={() => setSent(false)} />
      ) : (
        <ForgotForm email={email} onSent={onSent} />
      )}
      <p className="mt-8">
        <Link to={portalPaths.signIn} state={{ email }} className={linkLook}>
          {t("backToSignIn")}
        </Link>
      </p>
    </>
  );
}
