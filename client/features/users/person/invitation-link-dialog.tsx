import type { InviteResult } from "../../../../shared/repairs-api";
import type { UserLink } from "../../../../shared/users-api";
import { formatExact } from "../../../lib/format";
import { Button } from "../../../ui/button";
import { CodeBlock } from "../../../ui/code-block";
import { Dialog, DialogActions } from "../../../ui/dialog";
import { inviteWords, t } from "./words";

type Props = { invited: InviteResult; row: UserLink; onClose: () => void };

/** The link, this once, and what happens when it is used. */
export function InvitationLinkDialog({ invited: { path, expiresAt }, row, onClose }: Props) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={inviteWords("copyNow")}
      description={inviteWords("shownOnce")}
    >
      <CodeBlock
        label={inviteWords("invitationLink")}
        text={new URL(path, window.location.origin).href}
        wrap
      />
      <ol className="ml-4 list-decimal text-fg-2">
        <li>{inviteWords("sendIt", { who: row.email ?? t("thisPerson") })}</li>
        <li>{inviteWords("theyRegister")}</li>
        <li>{inviteWords("isLinked")}</li>
        <li>{inviteWords("worksOnce", { when: formatExact(expiresAt) })}</li>
      </ol>
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          {inviteWords("done")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
