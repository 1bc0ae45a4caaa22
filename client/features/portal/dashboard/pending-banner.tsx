import { Clock } from "lucide-react";
import type { Member } from "../../../../shared/portal-api";
import { useHandFocusOn } from "../../../lib/use-hand-focus-on";
import { NextAttempt } from "./next-attempt";
import { RetrySync } from "./retry-sync";
import { t } from "./words";

type Props = { sync: Member["sync"] };

/** The calm banner: what works now, what waits, and that nothing needs to be done. */
export function PendingBanner({ sync }: Props) {
  const byItself = sync.state === "pending";
  return (
    <div ref={useHandFocusOn()} className="rounded-panel border border-wait/25 bg-wait-soft p-5 sm:p-6">
      <h2 className="flex items-start gap-2.5 font-semibold">
        <Clock aria-hidden className="mt-0.5 size-5 shrink-0 text-wait" />
        {t("oneStepRemains")}
      </h2>
      <dl className="mt-4 flex flex-col gap-3">
        <Fact name={t("worksNow")}>{t("worksText")}</Fact>
        <Fact name={t("waiting")}>{t("waitingText")}</Fact>
        <Fact name={t("toDo")}>{t(byItself ? "byItself" : "byStaff")}</Fact>
      </dl>
      <RetrySync>{byItself ? <NextAttempt at={sync.nextAttemptAt} /> : null}</RetrySync>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt className="font-medium">{name}</dt>
      <dd className="text-fg-2">{children}</dd>
    </div>
  );
}
