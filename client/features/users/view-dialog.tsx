import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import type { SavedView } from "../../../shared/saved-views-api";
import { describeError } from "../../lib/api-error";
import { useTRPC, useTRPCClient } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Field } from "../../ui/field";
import { Input } from "../../ui/input";
import { Notice } from "../../ui/notice";
import { useRefusal } from "./use-permission";
import type { ViewTask } from "./views-menu";
import { t, taskWords } from "./dialog-words";

type Done = { id: string; search: string } | null | undefined;
type Props = {
  task: ViewTask;
  /** The open view, where it is one that is kept. */
  view: SavedView | null;
  /** What is seen now. */
  seen: string;
  /** With the view to open, `null` when it is gone, nothing when nothing was done. */
  onDone: (view?: Done) => void;
};

/** Asks for the name of a view, or whether it shall go. Mounted while it is open. */
export function ViewDialog({ task, view, seen, onDone }: Props) {
  const fresh = task === "save";
  const [name, setName] = useState(fresh ? "" : (view?.name ?? ""));
  const [shared, setShared] = useState(!fresh && (view?.shared ?? false));
  const mayNotShare = useRefusal("views.share", t("mayShare"));
  const notMine = !fresh && view?.shared && !view.mine ? t("ownerUnshares", { owner: view.owner }) : null;
  const shareRefusal = mayNotShare ?? notMine;
  const run = useViewTask(task, view, onDone);
  const problem = run.error ? describeError(run.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run.mutate({ name: name.trim(), shared, search: fresh ? seen : (view?.search ?? seen) });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onDone()}
      title={taskWords(`${task}.title`)}
      description={taskWords(`${task}.description`)}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        {task === "remove" ? (
          <p className="font-medium">{view?.name}</p>
        ) : (
          <>
            <Field label={t("name")} error={problem?.field === "name" ? problem.message : null}>
              {(control) => (
                <Input
                  {...control}
                  value={name}
                  maxLength={60}
                  required
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
            <label className="flex items-center gap-2">
              <Checkbox
                checked={shared}
                disabled={shareRefusal !== null}
                onChange={(event) => setShared(event.target.checked)}
              />
              {t("shareView")}
            </label>
            {shareRefusal ? <p className="text-fg-2">{shareRefusal}</p> : null}
          </>
        )}
        {problem && problem.field !== "name" ? (
          <Notice tone="bad">
            {problem.message} {t("nothingChanged")}
          </Notice>
        ) : null}
        <DialogActions>
          <Button onClick={() => onDone()}>{t("cancel")}</Button>
          <Button
            type="submit"
            variant={task === "remove" ? "danger" : "primary"}
            busy={run.isPending}
            disabled={name.trim() === ""}
          >
            {taskWords(`${task}.button`)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

type Wanted = { name: string; shared: boolean; search: string };

function useViewTask(task: ViewTask, view: SavedView | null, onDone: Props["onDone"]) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (wanted: Wanted): Promise<Done> => {
      const viewId = view?.viewId ?? "";
      if (task === "remove") return client.savedViews.remove.mutate({ viewId });
      const kept = await client.savedViews.save.mutate(task === "save" ? wanted : { ...wanted, viewId });
      return { id: kept.viewId, search: kept.search };
    },
    onSuccess: async (done) => {
      await queryClient.invalidateQueries(trpc.savedViews.list.queryFilter());
      // What is seen may differ from a view that was only renamed; then it stays as it is seen.
      onDone(task === "rename" ? undefined : done);
    },
  });
}
