import { useState, type FormEvent, type ReactNode } from "react";
import type { ApiProblem } from "../lib/api-error";
import { Button } from "./button";
import { Dialog, DialogActions } from "./dialog";
import { Field } from "./field";
import { Notice } from "./notice";
import { Textarea } from "./textarea";
import { t } from "./words";

const SHORTEST = 3;

type Props = {
  title: string;
  /** What will happen, and what will not. */
  consequence: ReactNode;
  /** The verb with its object: "Reject 1 match". */
  button: string;
  danger?: boolean;
  busy: boolean;
  hint?: string;
  /** Why it was refused; beside the reason when `field` is that, below it otherwise. */
  problem: Pick<ApiProblem, "message" | "field" | "code"> | null;
  /** More to fill in, above the reason. */
  children?: ReactNode;
  /** What is above the reason is not complete yet. */
  incomplete?: boolean;
  onConfirm: (reason: string) => void;
  onClose: () => void;
};

/** Says what will happen and asks why. Mount it while it is open. */
export function ReasonDialog(props: Props) {
  const { title, consequence, button, danger = false, busy, hint, problem, children, incomplete } = props;
  const [reason, setReason] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) props.onConfirm(reason.trim());
  };
  const aboutReason = problem?.field === "reason";
  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()} title={title} description={consequence}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {children}
        <Field label={t("reason")} marked hint={hint} error={aboutReason ? problem.message : null}>
          {(control) => (
            <Textarea
              {...control}
              value={reason}
              required
              minLength={SHORTEST}
              maxLength={500}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {problem && !aboutReason ? (
          <Notice tone="bad">
            {/* What was not refused in so many words may have been done before it broke. */}
            {problem.message} {t(problem.code === null ? "lookFirst" : "nothingChanged")}
          </Notice>
        ) : null}
        <DialogActions>
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button
            type="submit"
            variant={danger ? "danger" : "primary"}
            busy={busy}
            disabled={incomplete || reason.trim().length < SHORTEST}
          >
            {button}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
