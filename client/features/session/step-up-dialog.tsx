import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { describeError } from "../../lib/api-error";
import { answerStepUp } from "../../lib/step-up";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Field } from "../../ui/field";
import { Input } from "../../ui/input";
import { Notice } from "../../ui/notice";
import { t } from "./words";

/** Asks who is at the screen, by password or by a code of the second factor; then what they wanted is done. */
export function StepUpDialog() {
  const trpc = useTRPC();
  const account = useQuery(trpc.account.get.queryOptions(undefined, { staleTime: 60_000 }));
  const [by, setBy] = useState<"password" | "code">("password");
  const [text, setText] = useState("");
  const stepUp = useMutation(
    trpc.session.stepUp.mutationOptions({ onSuccess: () => answerStepUp(true), onError: () => setText("") }),
  );
  const problem = stepUp.error ? describeError(stepUp.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    stepUp.mutate(by === "password" ? { by, password: text } : { by, code: text });
  };
  const swap = () => {
    stepUp.reset();
    setText("");
    setBy(by === "password" ? "code" : "password");
  };
  const isBeside = problem?.field === by;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && answerStepUp(false)}
      title={t("stepUpTitle")}
      description={t("stepUpWhy")}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t(by)} error={isBeside ? problem.message : null}>
          {(control) => (
            <Input
              {...control}
              key={by}
              type={by === "password" ? "password" : "text"}
              autoComplete={by === "password" ? "current-password" : "one-time-code"}
              required
              autoFocus
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        {problem && !isBeside ? (
          <Notice tone="bad" live>
            {problem.message}
          </Notice>
        ) : null}
        <DialogActions>
          {account.data?.secondFactor ? (
            <Button variant="ghost" className="mr-auto" onClick={swap}>
              {t(by === "password" ? "useCode" : "usePassword")}
            </Button>
          ) : null}
          <Button onClick={() => answerStepUp(false)}>{t("cancel")}</Button>
          <Button type="submit" variant="primary" busy={stepUp.isPending}>
            {t("confirm")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
