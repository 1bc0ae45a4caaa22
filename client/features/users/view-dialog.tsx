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

const words: Record<ViewTask, { title: string; button: string; description: string }> = {
  save: {
    title: "Save as a new view",
    button: "Save view",
    description: "Keeps the search, the filters, the order and the columns as you see them.",
  },
  rename: {
    title: "Rename or share the view",
    button: "Save",
    description: "What it shows stays as it was.",
  },
  remove: {
    title: "Remove the view",
    button: "Remove view",
    description: "The view is removed for everybody who can see it. Nobody’s data is changed.",
  },
};

/** Asks for the name of a view, or whether it shall go. Mounted while it is open. */
export function ViewDialog({ task, view, seen, onDone }: Props) {
  const fresh = task === "save";
  const [name, setName] = useState(fresh ? "" : (view?.name ?? ""));
  const [shared, setShared] = useState(!fresh && (view?.shared ?? false));
  const shareRefusal = useRefusal("views.share", "share views; support and admins may");
  const run = useViewTask(task, view, onDone);
  const problem = run.error ? describeError(run.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run.mutate({ name: name.trim(), shared, search: fresh ? seen : (view?.search ?? seen) });
  };
  const { title, button, description } = words[task];
  return (
    <Dialog open onOpenChange={(open) => !open && onDone()} title={title} description={description}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {task === "remove" ? (
          <p className="font-medium">{view?.name}</p>
        ) : (
          <>
            <Field label="Name" error={problem?.field === "name" ? problem.message : null}>
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
              Share with everybody at the desk
            </label>
            {shareRefusal ? <p className="text-fg-2">{shareRefusal}</p> : null}
          </>
        )}
        {problem && problem.field !== "name" ? (
          <Notice tone="bad">{problem.message} Nothing was changed. You can try again.</Notice>
        ) : null}
        <DialogActions>
          <Button onClick={() => onDone()}>Cancel</Button>
          <Button
            type="submit"
            variant={task === "remove" ? "danger" : "primary"}
            busy={run.isPending}
            disabled={name.trim() === ""}
          >
            {button}
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
