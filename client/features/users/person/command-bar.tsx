import { useMutation } from "@tanstack/react-query";
import { Mail, RefreshCw, RotateCcw, UserMinus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { whyNot } from "../../../../shared/fixed-sentences";
import type { CommandName, UserDetail } from "../../../../shared/users-api";
import { describeError } from "../../../lib/api-error";
import { useHotkeys } from "../../../lib/hotkeys";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { Notice } from "../../../ui/notice";
import { whyWords } from "../why-words";
import { ArchiveContact } from "./archive-contact";
import { CommandDialog, type Asked } from "./command-dialog";
import type { Watchable } from "./command-words";
import { commandTitles, t } from "./words";

const icons: Record<CommandName, ReactNode> = {
  resync: <RefreshCw aria-hidden className="size-3.5" />,
  resendWelcome: <Mail aria-hidden className="size-3.5" />,
  softDelete: <UserMinus aria-hidden className="size-3.5" />,
  restore: <RotateCcw aria-hidden className="size-3.5" />,
};

type Props = { detail: UserDetail; onAccepted: (command: Watchable, jobId: string | null) => void };

/** What can be done to this person. Resync starts at once; what has consequences asks first. */
export function CommandBar({ detail, onAccepted }: Props) {
  const trpc = useTRPC();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { commands, explanation, row } = detail;
  const resync = useMutation(
    trpc.users.resync.mutationOptions({ onSuccess: ({ jobId }) => onAccepted("resync", jobId) }),
  );
  const startResync = () => commands.resync.allowed && !resync.isPending && resync.mutate({ id: row.linkId });
  useHotkeys("person", { e: startResync });

  const gone = row.state === "deleted";
  const asking: Asked[] = ["resendWelcome", gone ? "restore" : "softDelete"];
  const look = (command: CommandName) => ({
    size: "sm" as const,
    variant: explanation.fix?.command === command ? ("primary" as const) : ("secondary" as const),
    icon: icons[command],
    disabledReason: commands[command].allowed ? null : whyWords(commands[command].why ?? whyNot.notPossible),
    children: commandTitles(command),
  });
  return (
    <>
      <div role="toolbar" aria-label={t("commands")} className="flex flex-wrap gap-2">
        <Button {...look("resync")} busy={resync.isPending} onClick={startResync} />
        {asking.map((command) => (
          <Button key={command} {...look(command)} onClick={() => setAsked(command)} />
        ))}
        <ArchiveContact detail={detail} onAccepted={(jobId) => onAccepted("archiveContact", jobId)} />
      </div>
      {resync.error ? (
        <Notice tone="bad" live>
          {describeError(resync.error).message} {t("nothingChanged")}
        </Notice>
      ) : null}
      {asked ? (
        <CommandDialog command={asked} row={row} onClose={() => setAsked(null)} onAccepted={onAccepted} />
      ) : null}
    </>
  );
}
