import { useInfiniteQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { RowsSkeleton } from "../../ui/detail-skeleton";
import { Notice } from "../../ui/notice";
import { QueryFailed } from "../../ui/query-failed";
import { ShowMore } from "../../ui/show-more";
import { SettingsHeader } from "../settings/settings-header";
import { useRefusal } from "../users/use-permission";
import { InviteDialog } from "./invite-dialog";
import { Invites } from "./invites";
import { OperatorsTable } from "./operators-table";
import { t } from "./words";

/** The people at the desk: who they are, what they may do, and who is invited. */
export function OperatorsPage() {
  const [inviting, setInviting] = useState(false);
  const refusal = useRefusal("operators.write", t("mayChange"));
  return (
    <>
      <SettingsHeader>
        <Button
          variant="primary"
          icon={<UserPlus aria-hidden className="size-3.5" />}
          disabledReason={refusal}
          onClick={() => setInviting(true)}
        >
          {t("invite")}
        </Button>
      </SettingsHeader>
      <div className="scroll-y min-h-0 flex-1">
        <div className="mx-auto flex max-w-5xl flex-col gap-6 px-4 py-4 sm:px-5">
          {refusal ? <Notice tone="off">{refusal}</Notice> : null}
          <Operators refusal={refusal} />
          <Invites refusal={refusal} />
        </div>
      </div>
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </>
  );
}

function Operators({ refusal }: { refusal: string | null }) {
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.operators.list.infiniteQueryOptions(
      {},
      { getNextPageParam: (page) => page.nextCursor, refetchInterval: 30_000 },
    ),
  );
  if (list.isPending) {
    return (
      <div role="status" aria-label={t("loading")}>
        <RowsSkeleton rows={4} />
      </div>
    );
  }
  if (!list.data) return <QueryFailed query={list} title={t("notLoaded")} safety={t("nothingChanged")} />;
  return (
    <div>
      <OperatorsTable rows={list.data.pages.flatMap((page) => page.rows)} refusal={refusal} />
      <ShowMore pages={list} />
    </div>
  );
}
