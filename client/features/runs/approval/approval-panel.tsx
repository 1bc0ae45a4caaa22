import type { ReactNode } from "react";
import type { Approval } from "../../../../shared/approval-api";
import { useNow } from "../../../lib/clock";
import { formatExact, formatWait } from "../../../lib/format";
import { useHandFocusOn } from "../../../lib/use-hand-focus-on";
import { Notice } from "../../../ui/notice";
import { RelativeTime } from "../../../ui/relative-time";
import { useMe } from "../../users/use-permission";
import { whyWords } from "../../users/why-words";
import { isAwaiting } from "../run-course";
import type { Asked } from "./asked";
import { Decide } from "./decide";
import { PlanToApprove } from "./plan-to-approve";
import { t } from "./words";

type Props = {
  asked: Asked | null;
  /** The plan in numbers. */
  children: ReactNode;
};

/** Of a run that needs two: what waits for the second admin, until when, and what they said. */
export function ApprovalPanel({ asked, children }: Props) {
  if (!asked) return null;
  return (
    <section aria-label={t("approval")} className="flex flex-col gap-3">
      {isAwaiting(asked) ? <ToDecide asked={asked}>{children}</ToDecide> : <Course asked={asked} />}
    </section>
  );
}

/** The button that decides goes with it: focus is then on what was decided, and not at the top of the page. */
function ToDecide({ asked, children }: { asked: Asked; children: ReactNode }) {
  const place = useHandFocusOn();
  return (
    <div ref={place} className="flex flex-col gap-3">
      <Awaiting asked={asked}>{children}</Awaiting>
      <PlanToApprove approval={asked.approval}>{children}</PlanToApprove>
    </div>
  );
}

function Awaiting({ asked, children }: { asked: Asked; children: ReactNode }) {
  const me = useMe();
  const { approval, createdBy, ready } = asked;
  const left = formatWait(Math.max(0, approval.expiresAt - useNow()));
  const isMine = me?.operatorId === approval.makerId;
  const asksMe = me?.role === "admin" && !isMine;
  return (
    <Notice tone="warn" actions={<Decide asked={asked}>{children}</Decide>}>
      <span title={formatExact(approval.expiresAt)}>
        {asksMe ? t("waitsForYou", { who: createdBy, left }) : t("waitsForOther", { left })}
      </span>
      {isMine ? ` ${t("ownRun")}` : null}
      {ready ? null : ` ${t("stillCollected")}`}
    </Notice>
  );
}

/** Who asked, and who answered. */
function Course({ asked }: { asked: Asked }) {
  const { createdBy, createdAt, approval } = asked;
  const { decided } = approval;
  const answer = answerWords(asked);
  return (
    <ol
      aria-label={t("course")}
      className="flex flex-col gap-1 rounded-control text-fg-2 focus-visible:outline-offset-4"
    >
      <li className="flex flex-wrap gap-x-2">
        {t("wasAsked", { who: createdBy })} <RelativeTime at={createdAt} className="text-fg-3" />
      </li>
      {decided ? (
        <li className="flex flex-wrap gap-x-2">
          {decidedWords(decided)} <RelativeTime at={decided.at} className="text-fg-3" />
        </li>
      ) : null}
      {answer ? <li role="status">{answer}</li> : null}
    </ol>
  );
}

function decidedWords({ verdict, by, reason }: NonNullable<Approval["decided"]>): string {
  if (verdict === "approved") return t("wasApproved", { who: by });
  if (verdict === "withdrawn") return t("wasWithdrawn", { who: by });
  return t("wasRejected", { who: by, reason: reason ?? "" });
}

/** What came of it without anybody's doing. */
function answerWords({ state, stopCause }: Asked): string | null {
  if (state === "expired") return t("hasExpired");
  if (state === "checking") return t("isChecked");
  return state === "outdated" ? t("isOutdated", { cause: whyWords(stopCause ?? "") }) : null;
}
