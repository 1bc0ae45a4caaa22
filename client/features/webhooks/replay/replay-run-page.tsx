import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { Link, useParams } from "react-router";
import type { ReplayRun } from "../../../../shared/webhooks-api";
import { useTRPC } from "../../../lib/trpc";
import { buttonLook } from "../../../ui/button-look";
import { Notice } from "../../../ui/notice";
import { QueryFailed } from "../../../ui/query-failed";
import { RelativeTime } from "../../../ui/relative-time";
import { LinesSkeleton } from "../lines-skeleton";
import { logAddress } from "../webhooks-search";
import { WebhooksHeader } from "../webhooks-header";
import { filterWords } from "./filter-words";
import { searchOf } from "./filter-search";
import { ReplayItems } from "./replay-items";
import { ReplayProgress } from "./replay-progress";
import { ReplayState } from "./replay-state";
import { SteerReplay } from "./steer-replay";
import { t } from "./words";

const FOLLOW_MS = 1_000;

/** One replay of many: how it goes, and what became of every webhook in it. */
export function ReplayRunPage() {
  const { id = "" } = useParams();
  const trpc = useTRPC();
  const replay = useQuery(
    trpc.webhooks.replayRun.queryOptions(
      { runId: id },
      { refetchInterval: (query) => (query.state.data?.state === "running" ? FOLLOW_MS : false) },
    ),
  );
  const run = replay.data;
  return (
    <>
      <WebhooksHeader />
      <div className="scroll-y min-h-0 flex-1">
        <div className="mx-auto flex max-w-5xl flex-col gap-4 px-4 py-3 sm:px-5">
          <Link to="/webhooks/replays" className={`${buttonLook("ghost", "sm")} -ml-2 self-start`}>
            <ArrowLeft aria-hidden className="size-3.5" />
            {t("replays")}
          </Link>
          {run ? (
            <>
              <Summary run={run} />
              <ReplayItems key={run.state} run={run} />
            </>
          ) : replay.error ? (
            <QueryFailed query={replay} title={t("runNotLoaded")} safety={t("runNotLoadedSafety")} />
          ) : (
            <LinesSkeleton label={t("loadingRun")} />
          )}
        </div>
      </div>
    </>
  );
}

function Summary({ run }: { run: ReplayRun }) {
  const { name, state, stopCause, createdBy, createdAt, finishedAt, reason, filter } = run;
  return (
    <header className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 text-lg font-semibold break-words">{name}</h2>
        <ReplayState state={state} />
        <div className="ml-auto flex flex-wrap justify-end gap-2">
          <SteerReplay run={run} />
        </div>
      </div>
      {stopCause === null ? null : (
        <Notice tone="bad">
          {stopCause} {t("resumeToTry")}
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
      <ReplayProgress run={run} />
    </header>
  );
}
