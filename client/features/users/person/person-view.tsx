import type { ReactNode } from "react";
import type { UserDetail, UserLink } from "../../../../shared/users-api";
import { QueryFailed } from "../../../ui/query-failed";
import { LinkCell } from "../link-cell";
import type { PersonTab } from "../users-search";
import { CommandBar } from "./command-bar";
import { CommandStatus } from "./command-status";
import { Explanation } from "./explanation";
import { GoneContact } from "./gone-contact";
import { Invite } from "./invite";
import { KnownFields } from "./known-fields";
import { MatchReview } from "./match-review";
import { MaskedValue } from "./masked-value";
import { PersonSkeleton } from "./person-skeleton";
import { PersonTabs } from "./person-tabs";
import { PurgeNote } from "./purge-note";
import { SettleDrift } from "./settle-drift";
import { usePerson } from "./use-person";
import { useRefusals } from "./use-refusals";
import { t } from "./words";

type Props = {
  id: string;
  /** The person's row, if the list has it: shown until the whole person is here. */
  row: UserLink | null;
  tab: PersonTab;
  onTab: (tab: PersonTab) => void;
  /** Controls of the frame around it: previous, next, close. */
  frame: ReactNode;
  /** The person is another row from now on: what was decided has joined two rows. */
  onMoved: (linkId: string) => void;
};

/** Everything about one person. Key it by `id`: what was asked of one person must not show under another. */
export function PersonView({ id, row, tab, onTab, frame, onMoved }: Props) {
  const { person, isGone, watched, watch, forget } = usePerson(id);
  // What was read before is not shown any more of somebody purged meanwhile.
  const detail = isGone ? undefined : person.data;
  const shownRow = isGone ? null : (detail?.row ?? row);
  return (
    <>
      <header className="sticky top-0 z-10 flex items-start gap-3 bg-surface px-4 pt-3 pb-2 sm:px-5">
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-lg font-semibold">
            {shownRow?.name ? (
              <MaskedValue id={shownRow.linkId} side="row" field="name" value={shownRow.name} />
            ) : (
              t(shownRow ? "noName" : "person")
            )}
          </h2>
          <p className="truncate text-fg-2">
            {shownRow?.email ? (
              <MaskedValue id={shownRow.linkId} side="row" field="email" value={shownRow.email} />
            ) : (
              ((shownRow && t("noEmail")) ?? "\u00a0")
            )}
          </p>
        </div>
        {frame}
      </header>
      {shownRow ? (
        <div className="px-4 pt-1 pb-2 sm:px-5">
          <LinkCell user={shownRow} size="header" />
        </div>
      ) : null}
      {detail ? (
        <>
          <div className="flex flex-col gap-4 px-4 pb-5 sm:px-5">
            <Explanation detail={detail} />
            <PurgeNote detail={detail} />
            <Repairs detail={detail} watch={watch} onMoved={onMoved}>
              {watched ? (
                <CommandStatus
                  watched={watched}
                  reading={{ detail, readAt: person.dataUpdatedAt }}
                  onDismiss={forget}
                />
              ) : null}
            </Repairs>
            <KnownFields detail={detail} />
          </div>
          <PersonTabs
            detail={detail}
            tab={tab}
            onTab={onTab}
            onJob={(jobId) => void watch("resync", jobId)}
          />
        </>
      ) : person.error ? (
        <>
          <QueryFailed
            query={person}
            title={t(isGone ? "notHere" : "notLoaded")}
            safety={t("nothingChanged")}
          />
          {isGone ? <GoneContact id={id} /> : null}
        </>
      ) : (
        <PersonSkeleton />
      )}
    </>
  );
}

type RepairsProps = Pick<Props, "onMoved"> & {
  detail: UserDetail;
  watch: ReturnType<typeof usePerson>["watch"];
  children: ReactNode;
};

/** What can be done: by the buttons, whose outcome is below them, and in the parts of the page that need judgement. */
function Repairs({ detail, watch, onMoved, children }: RepairsProps) {
  const refusalOf = useRefusals(detail);
  return (
    <>
      <CommandBar
        detail={detail}
        refusalOf={refusalOf}
        onAccepted={(command, jobId) => void watch(command, jobId)}
      />
      {children}
      <Invite detail={detail} refusal={refusalOf("invite")} />
      {detail.repairs.reviewMatch.allowed ? (
        <MatchReview
          detail={detail}
          refusal={refusalOf("reviewMatch")}
          onDecided={(decided, linkId, jobId) => {
            if (decided === "acceptMatch" && linkId !== detail.row.linkId) onMoved(linkId);
            else void watch(decided, jobId);
          }}
        />
      ) : null}
      <SettleDrift
        detail={detail}
        refusal={refusalOf("resolveDrift")}
        onAccepted={(jobId) => void watch("resolveDrift", jobId)}
      />
    </>
  );
}
