import { useState } from "react";
import type { ApiProblem } from "../../lib/api-error";
import { formatNumber, plural } from "../../lib/format";
import { Field } from "../../ui/field";
import { Input } from "../../ui/input";
import { ReasonDialog } from "../../ui/reason-dialog";

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
  const contacts = plural(notMet, "contact", "contacts");
  return (
    <ReasonDialog
      title={`Apply to ${contacts}`}
      consequence="Each is asked for in the CRM by its ID. Those it does not have leave the mirror, and their accounts become broken. Accounts are not touched."
      button={`Apply to ${contacts}`}
      danger
      busy={busy}
      hint="Kept with the sweep, and in the audit."
      problem={problem?.field === "typedCount" ? null : problem}
      incomplete={count !== notMet}
      onConfirm={(reason) => count !== null && onApply(count, reason)}
      onClose={onClose}
    >
      <Field
        label={`Type ${formatNumber(notMet)} to confirm`}
        error={problem?.field === "typedCount" ? problem.message : null}
      >
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
    </ReasonDialog>
  );
}
