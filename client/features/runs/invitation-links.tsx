import { useMutation } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { z } from "zod";
import type { RunView } from "../../../shared/runs-api";
import { saveFile } from "../../lib/save-file";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { t } from "./words";

/** The way to the links of everybody a run has invited. They exist in the file alone, so it is asked for with care. */
export function InvitationLinks({ run }: { run: RunView }) {
  const [open, setOpen] = useState(false);
  if (run.action !== "invite" || run.done === 0) return null;
  return (
    <>
      <Button
        size="sm"
        variant="primary"
        icon={<KeyRound aria-hidden className="size-3.5" />}
        onClick={() => setOpen(true)}
      >
        {t("makeLinks")}
      </Button>
      {open ? <LinksDialog run={run} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function LinksDialog({ run: { runId }, onClose }: { run: RunView; onClose: () => void }) {
  const links = useMutation({
    mutationFn: async () => {
      const response = await fetch(`/api/export/runs/${runId}/invitations.csv`, { method: "POST" });
      if (!response.ok) throw new Error(await refusalIn(response));
      saveFile(await response.blob(), `invitations-${runId}.csv`);
    },
    onSuccess: onClose,
  });
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={t("linksTitle")}
      description={t("linksDescription")}
    >
      {links.error ? (
        <Notice tone="bad">
          {links.error.message} {t("tryAgain")}
        </Notice>
      ) : null}
      <DialogActions>
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button variant="primary" busy={links.isPending} onClick={() => links.mutate()}>
          {t("downloadLinks")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

const Refusal = z.object({ message: z.string() });

/** What the server says of a file it does not give. */
async function refusalIn(response: Response): Promise<string> {
  const refusal = Refusal.safeParse(await response.json().catch(() => null));
  return refusal.success ? refusal.data.message : t("answered", { status: String(response.status) });
}
