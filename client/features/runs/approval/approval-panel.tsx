import type { RunApproval, RunView } from "../../../../shared/runs-api";
import { useNow } from "../../../lib/clock";
import { formatExact, formatWait } from "../../../lib/format";
import { Notice } from "../../../ui/notice";
import { RelativeTime } from "../../../ui/relative-time";
import { useMe } from "../../users/use-permission";
import { whyWords } from "../../users/why-words";
import { isAwaiting } from "../run-course";
import { ApprovedPlan } from "./approved-plan";
import { Decide } from "./decide";
import { t } from "./words";

/** Of a run that needs two: what waits for the second admin, until when, and what they said. */
export function ApprovalPanel({ run }: { run: RunView }) {
  const { approval } = run;
  if (!approval) return null;
  return (
    <section aria-label={t("approval")} className="flex flex-col gap-3">
      {isAwaiting(run) ? <Awaiting run={run} approval={approval} /> : null}
      {isAwaiting(run) ? null : <Course run={run} approval={approval} />}
      {isAwaiting(run) ? <ApprovedPlan approval={approval} /> : null}
    </section>
  );
}

type Props = { run: RunView; approval: RunApproval };

function Awaiting({ run, approval }: Props) {
  const me = useMe();
  const left = approval.expiresAt - useNow();
  const time = formatWait(Math.max(0, left));
  const isMine = me?.operatorId === approval.makerId;
  const asksMe = me?.role === "admin" && !isMine;
  return (
    <Notice tone="warn" actions={<Decide run={run} approval={approval} />}>
      <span title={formatExact(approval.expiresAt)}>
        {asksMe ? t("waitsForYou", { who: run.createdBy, left: time }) : t("waitsForOther", { left: time })}
      </span>
      {isMine ? ` ${t("ownRun")}` : null}
      {run.frozen ? null : ` ${t("stillCollected")}`}
    </Notice>
  );
}

/** Who asked, and who answered. */
function Course({ run, approval: { decided } }: Props) {
  const answer = answerWords(run);
  return (
    <ol aria-label={t("course")} className="flex flex-col gap-1 text-fg-2">
      <li className="flex flex-wrap gap-x-2">
        {t("wasAsked", { who: run.createdBy })} <RelativeTime at={run.createdAt} className="text-fg-3" />
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

function decidedWords({ verdict, by, reason }: NonNullable<RunApproval["decided"]>): string {
  if (verdict === "approved") return t("wasApproved", { who: by });
  if (verdict === "withdrawn") return t("wasWithdrawn", { who: by });
  return t("wasRejected", { who: by, reason: reason ?? "" });
}

/** What came of it without anybody's doing. */
function answerWords({ state, stopCause }: RunView): string | null {
  if (state === "expired") return t("hasExpired");
  if (state === "checking") return t("isChecked");
  return state === "outdated" ? t("isOutdated", { cause: whyWords(stopCause ?? "") }) : null;
}
