import { useMutation, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { ShieldCheck, ShieldOff } from "lucide-react";
import { useState } from "react";
import type { OwnAccount } from "../../../shared/session-api";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chip";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { QueryFailed } from "../../ui/query-failed";
import { RelativeTime } from "../../ui/relative-time";
import { Skeleton } from "../../ui/skeleton";
import { EnrolSteps } from "./enrol-steps";
import { RecoveryCodes } from "./recovery-codes";
import { t } from "./words";

/** Below so many recovery codes it is time for new ones. */
const FEW_CODES = 3;

/** Whether the operator has a second factor, and the ways to set it up, renew its recovery codes and remove it. */
export function SecondFactor({ account }: { account: UseQueryResult<OwnAccount, unknown> }) {
  return (
    <section aria-label={t("secondFactor")} className="flex flex-col gap-3">
      <h2 className="font-semibold">{t("secondFactor")}</h2>
      {account.data ? (
        account.data.secondFactor ? (
          <Enrolled factor={account.data.secondFactor} demanded={account.data.demanded} />
        ) : (
          <NotEnrolled />
        )
      ) : account.error ? (
        <QueryFailed query={account} title={t("accountNotLoaded")} safety={t("nothingChanged")} />
      ) : (
        <Skeleton className="h-8 w-72" />
      )}
    </section>
  );
}

function NotEnrolled() {
  const [open, setOpen] = useState(false);
  const forget = useForget();
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <Chip tone="warn" icon={<ShieldOff aria-hidden />}>
          {t("off")}
        </Chip>
        <p className="min-w-60 flex-1 text-fg-2">{t("secondFactorWhy")}</p>
        <Button variant="primary" onClick={() => setOpen(true)}>
          {t("setUpFactor")}
        </Button>
      </div>
      {open ? (
        <Dialog open onOpenChange={setOpen} title={t("setUpFactor")}>
          <EnrolSteps
            onDone={() => {
              setOpen(false);
              void forget();
            }}
          />
        </Dialog>
      ) : null}
    </>
  );
}

type EnrolledProps = { factor: NonNullable<OwnAccount["secondFactor"]>; demanded: boolean };

function Enrolled({ factor: { since, recoveryCodesLeft }, demanded }: EnrolledProps) {
  const trpc = useTRPC();
  const forget = useForget();
  const [removing, setRemoving] = useState(false);
  const renew = useMutation(trpc.account.renewRecoveryCodes.mutationOptions({ onSuccess: forget }));
  const problem = renew.error ? describeError(renew.error) : null;
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <Chip tone="ok" icon={<ShieldCheck aria-hidden />}>
          {t("on")}
        </Chip>
        <p className="min-w-60 flex-1 text-fg-2">
          {t.rich("factorSince", { when: () => <RelativeTime at={since} />, count: recoveryCodesLeft })}
        </p>
        <Button busy={renew.isPending} onClick={() => renew.mutate()}>
          {t("newCodes")}
        </Button>
        <Button disabledReason={demanded ? t("demanded") : null} onClick={() => setRemoving(true)}>
          {t("removeFactor")}
        </Button>
      </div>
      {recoveryCodesLeft < FEW_CODES ? <Notice tone="warn">{t("fewCodes")}</Notice> : null}
      {problem ? (
        <Notice tone="bad" live>
          {problem.message}
        </Notice>
      ) : null}
      {renew.data ? (
        <Dialog open onOpenChange={() => renew.reset()} title={t("recoveryCodes")}>
          <RecoveryCodes codes={renew.data.codes} onDone={() => renew.reset()} />
        </Dialog>
      ) : null}
      {removing ? <RemoveDialog onClose={() => setRemoving(false)} /> : null}
    </>
  );
}

function RemoveDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const forget = useForget();
  const remove = useMutation(
    trpc.account.removeSecondFactor.mutationOptions({
      onSuccess: async () => {
        await forget();
        onClose();
      },
    }),
  );
  const problem = remove.error ? describeError(remove.error) : null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("removeTitle")}
      description={t("removeText")}
    >
      {problem ? (
        <Notice tone="bad" live>
          {problem.message}
        </Notice>
      ) : null}
      <DialogActions>
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button variant="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
          {t("removeFactor")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** What was read of the account is not so any more. */
function useForget() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries(trpc.account.get.queryFilter());
}
