import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { RESET_MINUTES, type OperatorRow } from "../../../shared/operators-api";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { Field } from "../../ui/field";
import { ReasonDialog } from "../../ui/reason-dialog";
import { Select } from "../../ui/select";
import { LinkOnce } from "./link-once";
import { consequences, t, titles } from "./words";

type Props = { row: OperatorRow; onClose: () => void };

/** A link for somebody who has forgotten their password: for how long and why, and then the link, this once. */
export function ResetLinkDialog({ row: { operatorId, name, email }, onClose }: Props) {
  const trpc = useTRPC();
  const [minutes, setMinutes] = useState<number>(RESET_MINUTES.usual);
  const make = useMutation(trpc.operators.makeResetLink.mutationOptions());
  if (make.data) {
    const { token, expiresAt } = make.data;
    const link = `${window.location.origin}/reset#${token}`;
    return <LinkOnce label={t("resetLink")} {...{ link, email, expiresAt, onClose }} />;
  }
  return (
    <ReasonDialog
      title={titles("resetLink", { name })}
      consequence={consequences("resetLink")}
      button={t("makeLink")}
      busy={make.isPending}
      problem={make.error ? describeError(make.error) : null}
      onConfirm={(reason) => make.mutate({ operatorId, minutes, reason })}
      onClose={onClose}
    >
      <Field label={t("goodFor")}>
        {(control) => (
          <Select {...control} value={minutes} onChange={(event) => setMinutes(Number(event.target.value))}>
            <option value={RESET_MINUTES.least}>{t("halfHour")}</option>
            <option value={RESET_MINUTES.usual}>{t("oneHour")}</option>
            <option value={RESET_MINUTES.most}>{t("oneDay")}</option>
          </Select>
        )}
      </Field>
    </ReasonDialog>
  );
}
