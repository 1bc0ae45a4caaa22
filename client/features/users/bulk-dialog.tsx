import { useState, type FormEvent } from "react";
import { isDestructive, type RunAction, type RunPreview } from "../../../shared/runs-api";
import type { UsersFilter } from "../../../shared/users-api";
import { describeError } from "../../lib/api-error";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { useToast } from "../../ui/toast";
import { actionWords, planTitle } from "../runs/action-words";
import { askedWords, buttonWords } from "../runs/approval/asking";
import { newDraft, whyNotYet } from "../runs/plan/plan-draft";
import { PlanForm } from "../runs/plan/plan-form";
import { usePlan } from "../runs/plan/use-plan";
import { BulkPlan } from "./bulk-plan";
import { suggestName } from "./suggest-run";
import { toSelection, type Picked } from "./selection";
import { t } from "./dialog-words";

type Props = {
  action: RunAction;
  picked: Picked;
  filter: UsersFilter;
  onClose: () => void;
  onStarted: () => void;
};

/** Shows what a run will do, asks why, and starts it. Mount it while it is open. */
export function BulkDialog({ action, picked, filter, onClose, onStarted }: Props) {
  const [draft, setDraft] = useState(() => newDraft(suggestName(action, filter, Date.now())));
  const { add: toast } = useToast();
  const { query, plan, seen, start, create } = usePlan(action, toSelection(picked, filter), (seenPlan) => {
    onStarted();
    toast(startedWords(draft.name, seenPlan));
  });
  const problem = create.error ? describeError(create.error) : null;
  const missing = plan ? whyNotYet(action, plan, draft) : null;
  const title = planTitle(action, plan);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!missing && !query.isFetching && !create.isPending) start(draft);
  };
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={actionWords[action].consequence}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <div className="grid gap-x-8 gap-y-5 md:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)]">
          <BulkPlan picked={picked} filter={filter} query={query} seen={seen} />
          <PlanForm
            action={action}
            plan={plan}
            draft={draft}
            problem={problem}
            onChange={(change) => setDraft({ ...draft, ...change })}
          />
        </div>
        {problem && !fieldsShown.has(problem.field ?? "") ? (
          <Notice tone="bad">
            {problem.message} {t("notStarted")}
          </Notice>
        ) : null}
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            type="submit"
            variant={isDestructive(action) ? "danger" : "primary"}
            busy={create.isPending || query.isFetching}
            disabled={!plan}
            disabledReason={missing}
          >
            {plan || query.error ? buttonWords(plan, title) : t("counting")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

const startedWords = (name: string, plan: RunPreview | null) =>
  plan?.approval ? askedWords(name) : { title: t("runStarted"), description: t("runStartedHelp", { name }) };

/** A changed plan is told beside the new one, and what is wrong with a field beside the field. */
const fieldsShown = new Set(["hash", "name", "reason", "typedCount"]);
