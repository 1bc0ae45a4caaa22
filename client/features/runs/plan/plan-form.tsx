import { isDestructive, type RunAction, type RunPreview } from "../../../../shared/runs-api";
import type { ApiProblem } from "../../../lib/api-error";
import { Checkbox } from "../../../ui/checkbox";
import { Field } from "../../../ui/field";
import { Input } from "../../../ui/input";
import { Textarea } from "../../../ui/textarea";
import { TypedCount } from "../../../ui/typed-count";
import type { PlanDraft } from "./plan-draft";
import { t } from "./words";

type Props = {
  action: RunAction;
  plan: RunPreview | null;
  draft: PlanDraft;
  onChange: (change: Partial<PlanDraft>) => void;
  problem: ApiProblem | null;
};

/** What a run needs from the operator: its name, why, how carefully, and for what takes something away its size. */
export function PlanForm({ action, plan, draft, onChange, problem }: Props) {
  const errorOf = (field: string) => (problem?.field === field ? problem.message : null);
  return (
    <div className="flex flex-col gap-4">
      <Field label={t("name")} error={errorOf("name")}>
        {(control) => (
          <Input
            {...control}
            value={draft.name}
            maxLength={120}
            required
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("reason")} marked hint={t("reasonHint")} error={errorOf("reason")}>
        {(control) => (
          <Textarea
            {...control}
            value={draft.reason}
            minLength={3}
            maxLength={500}
            required
            onChange={(event) => onChange({ reason: event.target.value })}
          />
        )}
      </Field>
      {plan && plan.count > 1 ? <CanaryFields draft={draft} onChange={onChange} /> : null}
      {plan && plan.exact && isDestructive(action) ? (
        <TypedCount
          count={plan.count}
          value={draft.typedCount}
          onChange={(typedCount) => onChange({ typedCount })}
          error={errorOf("typedCount")}
        />
      ) : null}
    </div>
  );
}

function CanaryFields({ draft, onChange }: Pick<Props, "draft" | "onChange">) {
  return (
    <div className="flex flex-col gap-2">
      <label className="flex items-start gap-2">
        <Checkbox
          className="mt-0.5"
          checked={draft.canary}
          onChange={(event) => onChange({ canary: event.target.checked })}
        />
        <span>
          {t("canary")}
          <span className="block text-fg-2">{t("canaryHelp")}</span>
        </span>
      </label>
      {draft.canary ? (
        <label className="flex items-center gap-2 pl-6">
          {t.rich("stopAbove", {
            share: () => (
              <Input
                controlSize="sm"
                className="w-14! text-right tabular-nums"
                inputMode="decimal"
                maxLength={5}
                value={draft.stopAbove}
                onChange={(event) => onChange({ stopAbove: event.target.value })}
              />
            ),
          })}
        </label>
      ) : null}
    </div>
  );
}
