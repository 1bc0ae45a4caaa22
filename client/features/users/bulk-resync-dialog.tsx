import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import type { RunPreview } from "../../../shared/runs-api";
import type { UsersFilter } from "../../../shared/users-api";
import { describeError } from "../../lib/api-error";
import { formatCount, plural } from "../../lib/format";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Field } from "../../ui/field";
import { Input } from "../../ui/input";
import { Notice } from "../../ui/notice";
import { Textarea } from "../../ui/textarea";
import { useToast } from "../../ui/toast";
import { suggestRun } from "./suggest-run";
import { toSelection, type Picked } from "./selection";

const action = "resync";

type Props = { picked: Picked; filter: UsersFilter; onClose: () => void; onStarted: () => void };

/** Names a run and says what it will do, before it does it. Mounted while it is open. */
export function BulkResyncDialog({ picked, filter, onClose, onStarted }: Props) {
  const trpc = useTRPC();
  const [suggested] = useState(() => suggestRun(filter, Date.now()));
  const [name, setName] = useState(suggested.name);
  const [reason, setReason] = useState(suggested.reason);
  const plan = usePlan(picked, filter);
  const { add: toast } = useToast();
  const queryClient = useQueryClient();
  const create = useMutation(
    trpc.runs.create.mutationOptions({
      onSuccess: async () => {
        onStarted();
        toast({ title: "Run started", description: `“${name}” works in the background; its bar is below.` });
        await queryClient.invalidateQueries(trpc.runs.list.pathFilter());
      },
      onError: () => queryClient.invalidateQueries(trpc.runs.preview.pathFilter()),
    }),
  );
  const problem = create.error ? describeError(create.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!plan) return;
    create.mutate({ name, reason, action, selection: toSelection(picked, filter), hash: plan.hash });
  };
  const who =
    plan && (plan.exact ? plural(plan.count, "user", "users") : `${formatCount(plan.count, false)} users`);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={who ? `Resync ${who}` : "Resync users"}
      description="Each person is read from both sides, brought back in step where Tandem knows how, and read back. Whoever is new to the backend gets its welcome e-mail, once."
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Name of the run" error={problem?.field === "name" ? problem.message : null}>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={120}
              required
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="Reason"
          hint="Kept with the run and with every user in it."
          error={problem?.field === "reason" ? problem.message : null}
        >
          {(control) => (
            <Textarea
              {...control}
              value={reason}
              minLength={3}
              maxLength={500}
              required
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {problem && !problem.field ? (
          <Notice tone="bad">{problem.message} Nothing was started. You can try again.</Notice>
        ) : null}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={create.isPending} disabled={!who}>
            {who ? `Resync ${who}` : "Counting users …"}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** What the server would do, as it stands now. */
function usePlan(picked: Picked, filter: UsersFilter): RunPreview | null {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.runs.preview.queryOptions({ action, selection: toSelection(picked, filter) }, { staleTime: 0 }),
  );
  return data ?? null;
}
