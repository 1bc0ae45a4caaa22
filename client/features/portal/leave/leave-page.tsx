import { useState } from "react";
import { deletionWords } from "../../../../shared/portal-api";
import { formatDay } from "../../../lib/format";
import { language } from "../../../lib/i18n/language";
import { buttonLook } from "../../../ui/button-look";
import { Link } from "../../../ui/link";
import { PortalForm } from "../form/portal-form";
import { TextField } from "../form/text-field";
import { useForm } from "../form/use-form";
import { MemberPage } from "../member-page";
import { PageHeading } from "../page-heading";
import { portalPaths } from "../paths";
import { CurrentPassword } from "../password/current-password";
import { checkLeaving, notLeaving, useLeaving, type Leaving } from "./use-leaving";
import { t } from "./words";

/** Deleting one's own account. Afterwards the page says until when there is a way back. */
export function LeavePage() {
  const [restorableUntil, setRestorableUntil] = useState<number | null>(null);
  if (restorableUntil !== null) return <Left until={restorableUntil} />;
  return <Asking onLeft={setRestorableUntil} />;
}

function Asking({ onLeft }: { onLeft: (restorableUntil: number) => void }) {
  return (
    <MemberPage title={t("title")}>
      {(member) => (
        <div className="flex flex-col gap-8">
          <WhatHappens />
          <LeaveForm email={member?.email ?? ""} onLeft={onLeft} />
        </div>
      )}
    </MemberPage>
  );
}

const WhatHappens = () => (
  <section aria-labelledby="what-happens">
    <h2 id="what-happens" className="text-xl font-semibold">
      {t("what")}
    </h2>
    <ul className="mt-3 flex list-disc flex-col gap-2 pl-5">
      {(["signedOut", "restorable", "then", "bookings"] as const).map((each) => (
        <li key={each}>{t(each)}</li>
      ))}
    </ul>
  </section>
);

function LeaveForm({ email, onLeft }: { email: string; onLeft: (restorableUntil: number) => void }) {
  const send = useLeaving(onLeft);
  const form = useForm<Leaving>({ initial: notLeaving, check: checkLeaving, send });
  return (
    <PortalForm name={t("title")} form={form} label={t("submit")} busyLabel={t("deleting")} danger>
      <CurrentPassword email={email} state={form.field("password")} />
      <TextField
        label={t("word", { word: deletionWords[language] })}
        state={form.field("word")}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
    </PortalForm>
  );
}

function Left({ until }: { until: number }) {
  return (
    <>
      <PageHeading title={t("deletedTitle")}>
        <p role="status">{t("deleted", { day: formatDay(until) })}</p>
      </PageHeading>
      <Link to={portalPaths.home} className={buttonLook("secondary", "lg")}>
        {t("toStart")}
      </Link>
    </>
  );
}
