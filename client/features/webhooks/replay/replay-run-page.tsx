import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { Link } from "../../../ui/link";
import type { ReplayRun } from "../../../../shared/replays-api";
import { useTRPC } from "../../../lib/trpc";
import { DetailPage } from "../../../ui/detail-page";
import { Notice } from "../../../ui/notice";
import { RelativeTime } from "../../../ui/relative-time";
import { logAddress } from "../webhooks-search";
import { WebhooksHeader } from "../webhooks-header";
import { ApprovalPanel } from "../../runs/approval/approval-panel";
import { askedOfReplay } from "../../runs/approval/asked";
import { isUnstarted } from "../../runs/run-course";
import { whyWords } from "../../users/why-words";
import { filterWords } from "./filter-words";
import { searchOf } from "./filter-search";
import { ReplayItems } from "./replay-items";
import { ReplayProgress } from "./replay-progress";
import { ReplayState } from "./replay-state";
import { FoundDeliveries, planWords } from "./replay-plan";
import { SteerReplay } from "./steer-replay";
import { t } from "./words";
import { t as tt } from "../words";

const FOLLOW_MS = 1_000;

const isLive = (run: ReplayRun | undefined) => run?.state === "running" || run?.state === "awaiting_approval";

/** One replay of many: how it goes, and what became of every webhook in it. */
export function ReplayRunPage() {
  const { id = "" } = useParams();
  const trpc = useTRPC();
  const replay = useQuery(
    trpc.webhooks.replayRun.queryOptions(
      { runId: id },
      { refetchInterval: (query) => (isLive(query.state.data) ? FOLLOW_MS : false) },
    ),
  );
  return (
    <>
      <WebhooksHeader />
      <DetailPage
        query={replay}
        listAt="/webhooks/replays"
        list={t("replays")}
        loading={t("loadingRun")}
        notLoaded={t("runNotLoaded")}
        safety={t("runNotLoadedSafety")}
      >
        {(run) => (
          <>
            <Summary run={run} />
            <ReplayItems key={run.state} run={run} />
          </>
        )}
      </DetailPage>
    </>
  );
}

function Summary({ run }: { run: ReplayRun }) {
  const words = run.approval ? planWords(run.approval.plan) : "";
  const { name, state, stopCause, createdBy, createdAt, finishedAt, reason, filter } = run;
  return (
    <header className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 text-lg font-semibold break-words">{name}</h2>
        <ReplayState run={run} />
        <div className="ml-auto flex flex-wrap justify-end gap-2">
          <SteerReplay run={run} />
        </div>
      </div>
      <ApprovalPanel asked={askedOfReplay(run, words, tt("manyConsequence"))}>
        {run.approval ? <FoundDeliveries found={run.approval.plan} /> : null}
      </ApprovalPanel>
      {stopCause === null || state !== "stopped" ? null : (
        <Notice tone="bad">
          {whyWords(stopCause)} {t("resumeToTry")}
        </Notice>
      )}
      <p className="text-fg-2">
        {t.rich("startedBy", { who: createdBy, reason, when: () => <RelativeTime at={createdAt} /> })}
      </p>
      <p className="text-fg-2">
        {t.rich(finishedAt === null ? "everythingThatWas" : "everythingEnded", {
          what: filterWords(filter),
          a: (text) => (
            <Link to={logAddress(searchOf(filter))} className="rounded-sm text-accent underline">
              {text}
            </Link>
          ),
          when: () => (finishedAt === null ? null : <RelativeTime at={finishedAt} />),
        })}
      </p>
      {isUnstarted(run) ? null : <ReplayProgress run={run} />}
    </header>
  );
}
