import { useState } from "react";
import type { ApiProblem } from "../../lib/api-error";
import { Field } from "../../ui/field";
import { Input } from "../../ui/input";
import { ReasonDialog } from "../../ui/reason-dialog";
import { t } from "./words";

type Props = {
  notMet: number;
  busy: boolean;
  problem: ApiProblem | null;
  onApply: (typedCount: number, reason: string) => void;
  onClose: () => void;
};

/** Marking many as gone wants the count typed, so that nobody does it by a slip. */
export function ApplyQuarantineDialog({ notMet, busy, problem, onApply, onClose }: Props) {
  const [typed, setTyped] = useState("");
  const plain = typed.replace(/[\s,.’]/gu, "");
  const count = /^\d+$/u.test(plain) ? Number(plain) : null;
  const apply = t("applyTo", { count: notMet });
  return (
    <ReasonDialog
      title={apply}
      consequence={t("applyConsequence")}
      button={apply}
      danger
      busy={busy}
      hint={t("applyHint")}
      problem={problem?.field === "typedCount" ? null : problem}
      incomplete={count !== notMet}
      onConfirm={(reason) => count !== null && onApply(count, reason)}
      onClose={onClose}
    >
      <Field
        label={t("typeCount", { count: notMet })}
        marked
        error={problem?.field === "typedCount" ? problem.message : null}
      >
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            required
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
    </ReasonDialog>
  );
}
