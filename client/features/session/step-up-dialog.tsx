import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { OwnAccount } from "../../../shared/session-api";
import { describeError } from "../../lib/api-error";
import { answerStepUp } from "../../lib/step-up";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { Skeleton } from "../../ui/skeleton";
import { ProofForm } from "./proof-form";
import { SignOnAgain } from "./sign-on-again";
import { t } from "./words";

type Way = "password" | "code";

/** Asks who is at the screen, by whatever they can prove it with; then what they wanted is done. */
export function StepUpDialog() {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && answerStepUp(false)}
      title={t("stepUpTitle")}
      description={t("stepUpWhy")}
    >
      <Ways />
    </Dialog>
  );
}

function Ways() {
  const trpc = useTRPC();
  const account = useQuery(trpc.account.get.queryOptions(undefined, { staleTime: 60_000 }));
  const methods = useQuery(trpc.session.methods.queryOptions(undefined, { staleTime: Infinity }));
  if (account.isPending || methods.isPending) return <Skeleton className="h-14" />;
  const [first, other] = waysOf(account.data);
  const provider = account.data?.signOn ? methods.data?.provider : null;
  return (
    <>
      {first ? <StepUpForm first={first} other={other} /> : null}
      {first && provider ? <hr className="relative border-line" /> : null}
      {provider ? <SignOnAgain label={provider.label} onDone={() => answerStepUp(true)} /> : null}
      {first || provider ? null : <Notice tone="warn">{t("noWay")}</Notice>}
    </>
  );
}

/** Where it is not known what they have, a password is asked for: nearly all have one. */
const waysOf = (account: OwnAccount | undefined): Way[] => [
  ...(account?.password === false ? [] : ["password" as const]),
  ...(account?.secondFactor ? ["code" as const] : []),
];

function StepUpForm({ first, other }: { first: Way; other: Way | undefined }) {
  const trpc = useTRPC();
  const [by, setBy] = useState(first);
  const stepUp = useMutation(trpc.session.stepUp.mutationOptions({ onSuccess: () => answerStepUp(true) }));
  const swap = () => {
    stepUp.reset();
    setBy(by === "code" ? "password" : "code");
  };
  return (
    <ProofForm
      key={by}
      by={by}
      problem={stepUp.error ? describeError(stepUp.error) : null}
      onProof={(text) => stepUp.mutate(by === "password" ? { by, password: text } : { by, code: text })}
    >
      <DialogActions>
        {other ? (
          <Button variant="ghost" className="mr-auto" onClick={swap}>
            {t(by === "password" ? "useCode" : "usePassword")}
          </Button>
        ) : null}
        <Button onClick={() => answerStepUp(false)}>{t("cancel")}</Button>
        <Button type="submit" variant="primary" busy={stepUp.isPending}>
          {t("confirm")}
        </Button>
      </DialogActions>
    </ProofForm>
  );
}
