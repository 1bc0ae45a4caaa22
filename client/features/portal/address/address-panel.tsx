import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Mail } from "lucide-react";
import type { Member } from "../../../../shared/portal-api";
import { language } from "../../../lib/i18n/language";
import { useTRPC } from "../../../lib/trpc";
import { BreakingText } from "../../../ui/breaking-text";
import { Button } from "../../../ui/button";
import { Link } from "../../../ui/link";
import { Notice } from "../../../ui/notice";
import { callFailure } from "../call-failure";
import { linkLook } from "../link-look";
import { portalPaths } from "../paths";
import { t } from "./words";

type Props = { member: Member };

/** What waits for a link to be opened, if anything does. */
export function AddressPanel({ member }: Props) {
  const { proven, asked } = member.address;
  if (!proven) return <Unproven email={member.email} sent={asked !== null} />;
  return asked?.isOther ? <OtherWaits email={asked.email} /> : null;
}

/** Calm: the account works; what is not shown yet, and how that comes. */
function Unproven({ email, sent }: { email: string; sent: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const again = useMutation(
    trpc.portal.askForProof.mutationOptions({
      onSettled: () => queries.invalidateQueries(trpc.portal.me.queryFilter()),
    }),
  );
  const words = { unanswered: t("notSent"), unavailable: t("unavailable") };
  return (
    <section
      aria-labelledby="address-waits"
      className="flex flex-col gap-3 rounded-panel border border-line bg-off-soft p-5 sm:p-6"
    >
      <h2 id="address-waits" className="flex items-start gap-2.5 font-semibold wrap-anywhere">
        <Mail aria-hidden className="mt-0.5 size-5 shrink-0 text-fg-2" />
        <span>{t.rich("panelTitle", { email: () => <BreakingText text={email} /> })}</span>
      </h2>
      <p>{t(sent ? "panelSent" : "panelNotSent")}</p>
      <p className="text-fg-2">{t("panelWhy")}</p>
      <Button
        size="lg"
        className="self-start"
        busy={again.isPending}
        onClick={() => again.mutate({ language })}
      >
        {t(sent ? "sendAgain" : "send")}
      </Button>
      <p role="status" className="text-fg-2 empty:hidden">
        {again.error ? callFailure(again.error, words).message : null}
        {again.isSuccess ? t("sentAgain") : null}
      </p>
      <p className="text-md text-fg-2">
        {t.rich("mistyped", {
          link: (text) => (
            <Link to={portalPaths.leave} className={linkLook}>
              {text}
            </Link>
          ),
        })}
      </p>
    </section>
  );
}

/** Another address that its mailbox has yet to confirm. */
export function OtherWaits({ email }: { email: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const keep = useMutation(
    trpc.portal.keepAddress.mutationOptions({
      onSettled: () => queries.invalidateQueries(trpc.portal.me.queryFilter()),
    }),
  );
  const words = { unanswered: t("unavailable"), unavailable: t("unavailable") };
  return (
    <div className="flex flex-col items-start gap-3">
      <Notice tone="wait">
        <span className="wrap-anywhere">{t("otherWaits", { email })}</span>
      </Notice>
      <Button size="lg" busy={keep.isPending} onClick={() => keep.mutate()}>
        {t("keepOld")}
      </Button>
      <p role="status" className="text-fg-2 empty:hidden">
        {keep.error ? callFailure(keep.error, words).message : null}
      </p>
    </div>
  );
}
