import type { ConnectionTest } from "../../../shared/settings-api";
import { describeError } from "../../lib/api-error";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { Spinner } from "../../ui/spinner";
import { ConnectionChecks, isAllWell } from "./connection-checks";
import { t } from "./words";

/** A test under way or done: as `useMutation` tells of it. */
type Test = { data: ConnectionTest | undefined; error: unknown; isPending: boolean; mutate: () => void };
type Props = { test: Test; onClose: () => void; onResume: () => void };

/** Shows what the backend says to the present key. It changes nothing. */
export function TestConnectionDialog({ test, onClose, onResume }: Props) {
  const well = !test.isPending && test.data !== undefined && isAllWell(test.data);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("testConnection")}
      description={t("testDescription")}
    >
      {test.isPending ? (
        <p role="status" className="flex items-center gap-2 text-fg-2">
          <Spinner />
          {t("asking")}
        </p>
      ) : test.data ? (
        <ConnectionChecks found={test.data} />
      ) : null}
      {test.error ? (
        <Notice tone="bad">
          {describeError(test.error).message} {t("tryAgain")}
        </Notice>
      ) : null}
      <DialogActions>
        <Button busy={test.isPending} onClick={() => test.mutate()}>
          {t("testAgain")}
        </Button>
        {well ? (
          <Button variant="primary" onClick={onResume}>
            {t("letGoOn")}
          </Button>
        ) : (
          <Button onClick={onClose}>{t("close")}</Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
