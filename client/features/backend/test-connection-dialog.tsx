import type { ConnectionTest } from "../../../shared/settings-api";
import { describeError } from "../../lib/api-error";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { Spinner } from "../../ui/spinner";
import { ConnectionChecks, isAllWell } from "./connection-checks";

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
      title="Test connection"
      description="Tandem asks the backend once, with the key it has. Nothing is changed."
    >
      {test.isPending ? (
        <p role="status" className="flex items-center gap-2 text-fg-2">
          <Spinner />
          Asking the backend …
        </p>
      ) : test.data ? (
        <ConnectionChecks found={test.data} />
      ) : null}
      {test.error ? <Notice tone="bad">{describeError(test.error).message} You can try again.</Notice> : null}
      <DialogActions>
        <Button busy={test.isPending} onClick={() => test.mutate()}>
          Test again
        </Button>
        {well ? (
          <Button variant="primary" onClick={onResume}>
            Let work go on
          </Button>
        ) : (
          <Button onClick={onClose}>Close</Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
