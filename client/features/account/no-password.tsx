import { t } from "./words";

/** For who signs in by the identity provider only: why there is nothing to change, and the way to a password. */
export const NoPassword = () => (
  <section aria-label={t("password")} className="flex flex-col gap-3">
    <h2 className="font-semibold">{t("password")}</h2>
    <p className="text-fg-2">{t("noPassword")}</p>
  </section>
);
