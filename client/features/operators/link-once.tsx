import { formatExact } from "../../lib/format";
import { Button } from "../../ui/button";
import { CodeBlock } from "../../ui/code-block";
import { Dialog, DialogActions } from "../../ui/dialog";
import { t } from "./words";

type Props = { label: string; link: string; email: string; expiresAt: number; onClose: () => void };

/** A link that lets somebody in, this once. */
export function LinkOnce({ label, link, email, expiresAt, onClose }: Props) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("copyLink")}
      description={t("linkOnce")}
    >
      <CodeBlock label={label} text={link} wrap />
      <p className="text-fg-2">{t("sendLink", { email, when: formatExact(expiresAt) })}</p>
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          {t("done")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
