import { useMutation } from "@tanstack/react-query";
import { Archive, Mail, RefreshCw, RotateCcw, UserMinus } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { PersonAction } from "../../../../shared/person-actions";
import type { UserDetail } from "../../../../shared/users-api";
import { describeError } from "../../../lib/api-error";
import { useHotkeys } from "../../../lib/hotkeys";
import { useNarrow } from "../../../lib/media-query";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { Notice } from "../../../ui/notice";
import { actionTitles } from "./action-words";
import { ArchiveContactDialog } from "./archive-contact";
import { BestAction } from "./best-action";
import { CommandDialog } from "./command-dialog";
import type { Watchable } from "./command-words";
import { InviteDialog } from "./invite";
import { MoreActions } from "./more-actions";
import { showComparison, showMatchReview } from "./places";
import { PurgeDialog, purgedOf } from "./purge-dialog";
import { useTakeOwners } from "./take-owners";
import type { Refusals } from "./use-refusals";
import { t } from "./words";

const shown = ["resync", "resendWelcome", "softDelete", "restore", "archiveContact"] as const;
type Shown = (typeof shown)[number];
const icons: Record<Shown, ReactNode> = {
  resync: <RefreshCw aria-hidden className="size-3.5" />,
  resendWelcome: <Mail aria-hidden className="size-3.5" />,
  softDelete: <UserMinus aria-hidden className="size-3.5" />,
  restore: <RotateCcw aria-hidden className="size-3.5" />,
  archiveContact: <Archive aria-hidden className="size-3.5" />,
};

/** What asks before it is done. */
type Asked = Exclude<Shown, "resync"> | "invite";
const isAsked = (action: PersonAction): action is Asked =>
  action !== "resync" && action !== "resolveDrift" && action !== "reviewMatch";

type Props = {
  detail: UserDetail;
  refusalOf: Refusals;
  onAccepted: (command: Watchable, jobId: string | null) => void;
};

/**
 * What can be done to this person, the best first. Resync starts at once; what has consequences asks first. On a small
 * screen one more stands beside the best, and the menu has the rest.
 */
export function CommandBar({ detail, refusalOf, onAccepted }: Props) {
  const trpc = useTRPC();
  const [asked, setAsked] = useState<Asked | "purge" | null>(null);
  const { row, explanation } = detail;
  const { best } = explanation;
  const resync = useMutation(
    trpc.users.resync.mutationOptions({ onSuccess: ({ jobId }) => onAccepted("resync", jobId) }),
  );
  const owners = useTakeOwners({ detail, onAccepted: (jobId) => onAccepted("resolveDrift", jobId) });
  const startResync = () =>
    refusalOf("resync") === null && !resync.isPending && resync.mutate({ id: row.linkId });
  useHotkeys("person", { e: startResync });

  const perform = (action: PersonAction) => {
    if (isAsked(action)) return setAsked(action);
    if (action === "resync") return startResync();
    if (action === "reviewMatch") return showMatchReview();
    return best?.action === "resolveDrift" ? owners.take(best) : showComparison();
  };
  const close = () => setAsked(null);
  const others = shown.filter((action) => action !== best?.action && isShown(action, detail));
  const buttons = useNarrow() ? others.filter((action) => refusalOf(action) === null).slice(0, 1) : others;
  const button = (action: Shown) => (
    <Button
      key={action}
      size="sm"
      icon={icons[action]}
      busy={action === "resync" && resync.isPending}
      disabledReason={refusalOf(action)}
      onClick={() => perform(action)}
    >
      {actionTitles(action)}
    </Button>
  );
  const failed = resync.error ?? owners.error;
  return (
    <>
      <div role="toolbar" aria-label={t("commands")} className="flex flex-wrap gap-1.5">
        {best ? (
          <BestAction
            best={best}
            busy={resync.isPending || owners.isPending}
            refusal={refusalOf(best.action)}
            onDo={perform}
          />
        ) : null}
        {buttons.slice(0, -1).map(button)}
        <span className="flex gap-1.5">
          {buttons.slice(-1).map(button)}
          <MoreActions
            detail={detail}
            first={others.filter((action) => !buttons.includes(action))}
            refusalOf={refusalOf}
            onPurge={() => setAsked("purge")}
            onDo={(action) => (action === "resolveDrift" ? showComparison() : perform(action))}
          />
        </span>
      </div>
      {failed ? (
        <Notice tone="bad" live>
          {describeError(failed).message} {t("nothingChanged")}
        </Notice>
      ) : null}
      {asked === "invite" ? <InviteDialog detail={detail} onClose={close} /> : null}
      {asked === "archiveContact" ? (
        <ArchiveContactDialog
          detail={detail}
          onClose={close}
          onAccepted={(jobId) => onAccepted("archiveContact", jobId)}
        />
      ) : null}
      {asked === "purge" ? <PurgeDialog who={purgedOf(detail)} onClose={close} /> : null}
      {asked && asked !== "invite" && asked !== "archiveContact" && asked !== "purge" ? (
        <CommandDialog command={asked} row={row} onClose={close} onAccepted={onAccepted} />
      ) : null}
    </>
  );
}

/** The way there or the way back, never both; what is rarely possible only where it is, else it is under the rest. */
function isShown(action: Shown, { row, repairs }: UserDetail): boolean {
  const gone = row.state === "deleted";
  if (action === "restore") return gone;
  if (action === "softDelete") return !gone;
  return action !== "archiveContact" || repairs.archiveContact.allowed;
}
