import type { InviteResult } from "../../../../shared/repairs-api";
import type { UserLink } from "../../../../shared/users-api";
import { formatExact } from "../../../lib/format";
import { Button } from "../../../ui/button";
import { CodeBlock } from "../../../ui/code-block";
import { Dialog, DialogActions } from "../../../ui/dialog";

type Props = { invited: InviteResult; row: UserLink; onClose: () => void };

/** The link, this once, and what happens when it is used. */
export function InvitationLinkDialog({ invited: { path, expiresAt }, row, onClose }: Props) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Copy the link now"
      description="It is shown this once: Tandem keeps only its hash."
    >
      <CodeBlock label="Invitation link" text={new URL(path, window.location.origin).href} wrap />
      <ol className="ml-4 list-decimal text-fg-2">
        <li>Send it to {row.email ?? "this person"} yourself. Whoever has it can use it.</li>
        <li>They check what is filled in, choose a password, and register.</li>
        <li>The account is linked to this contact; no second contact is made.</li>
        <li>It works once, until {formatExact(expiresAt)}.</li>
      </ol>
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  );
}
