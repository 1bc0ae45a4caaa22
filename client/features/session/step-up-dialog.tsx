import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { OwnAccount } from "../../../shared/session-api";
import { describeError } from "../../lib/api-error";
import { answerStepUp } from "../../lib/step-up";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Skeleton } from "../../ui/skeleton";
import { ProofForm } from "./proof-form";
import { SignOnAgain } from "./sign-on-again";
import { t } from "./words";

type Way = "password" | "code";

/** Asks who is at the screen, by whatever they can prove it with; then what they wanted is done. */
export function StepUpDialog() {
  const trpc = useTRPC();
  const account = useQuery(trpc.account.get.queryOptions(undefined, { staleTime: 60_000 }));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && answerStepUp(false)}
      title={t("stepUpTitle")}
      description={t("stepUpWhy")}
    >
      {account.isPending ? <Skeleton className="h-14" /> : <StepUpForm ways={waysOf(account.data)} />}
      {account.data?.signOn ? <SignOnAgain onDone={() => answerStepUp(true)} /> : null}
    </Dialog>
  );
}

/** Where it is not known what they have, a password is asked for: nearly all have one. */
const waysOf = (account: OwnAccount | undefined): Way[] => [
  ...(account?.password === false ? [] : ["password" as const]),
  ...(account?.secondFactor ? ["code" as const] : []),
];

function StepUpForm({ ways }: { ways: Way[] }) {
  const trpc = useTRPC();
  const [chosen, setChosen] = useState<Way | undefined>(ways[0]);
  const stepUp = useMutation(trpc.session.stepUp.mutationOptions({ onSuccess: () => answerStepUp(true) }));
  if (chosen === undefined) return null;
  const other = ways.find((way) => way !== chosen);
  const swap = () => {
    stepUp.reset();
    setChosen(other);
  };
  return (
    <ProofForm
      key={chosen}
      by={chosen}
      problem={stepUp.error ? describeError(stepUp.error) : null}
      onProof={(text) =>
        stepUp.mutate(chosen === "password" ? { by: chosen, password: text } : { by: chosen, code: text })
      }
    >
      <DialogActions>
        {other ? (
          <Button variant="ghost" className="mr-auto" onClick={swap}>
            {t(other === "code" ? "useCode" : "usePassword")}
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
