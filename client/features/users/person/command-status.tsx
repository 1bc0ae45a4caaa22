import { X } from "lucide-react";
import { useNow } from "../../../lib/clock";
import { IconButton } from "../../../ui/icon-button";
import { Notice } from "../../../ui/notice";
import { commandOutcome, type Reading, type Watched } from "./command-words";
import { t } from "./words";

type Props = { watched: Watched; reading: Reading | null; onDismiss: () => void };

/** The line under the buttons: what was asked for, and what has been read back since. */
export function CommandStatus({ watched, reading, onDismiss }: Props) {
  const outcome = commandOutcome(watched, reading, useNow());
  return (
    <Notice
      live
      tone={outcome.tone}
      actions={
        outcome.settled ? (
          <IconButton
            label={t("dismiss")}
            icon={<X className="size-3.5" />}
            onClick={onDismiss}
            className="-my-1 -mr-2"
          />
        ) : null
      }
    >
      {outcome.text}
    </Notice>
  );
}
