import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { OperatorRow } from "../../../shared/operators-api";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { ReasonDialog } from "../../ui/reason-dialog";
import { RoleField } from "./role-field";
import { ResetLinkDialog } from "./reset-link-dialog";
import { SessionsDialog } from "./sessions-dialog";
import { consequences, t, titles } from "./words";

type Simple = "disable" | "enable" | "resetSecondFactor" | "unlinkSignOn";
export type OperatorAction = Simple | "role" | "sessions" | "resetLink";

type Props = { row: OperatorRow; action: OperatorAction; refusal: string | null; onClose: () => void };

/** What was chosen in the menu of an operator's row. */
export function OperatorDialog({ action, ...props }: Props) {
  if (action === "sessions") return <SessionsDialog {...props} />;
  if (action === "resetLink") return <ResetLinkDialog {...props} />;
  if (action === "role") return <RoleDialog {...props} />;
  return <SimpleDialog {...props} action={action} />;
}

type OfRow = { row: OperatorRow; onClose: () => void };

function SimpleDialog({ row: { operatorId, name }, action, onClose }: OfRow & { action: Simple }) {
  const trpc = useTRPC();
  const onSuccess = useChanged(onClose);
  const change = useMutation(trpc.operators[action].mutationOptions({ onSuccess }));
  return (
    <ReasonDialog
      title={titles(action, { name })}
      consequence={consequences(action)}
      button={t(action)}
      danger={action !== "enable"}
      busy={change.isPending}
      problem={change.error ? describeError(change.error) : null}
      onConfirm={(reason) => change.mutate({ operatorId, reason })}
      onClose={onClose}
    />
  );
}

function RoleDialog({ row, onClose }: OfRow) {
  const trpc = useTRPC();
  const onSuccess = useChanged(onClose);
  const [role, setRole] = useState(row.role);
  const change = useMutation(trpc.operators.changeRole.mutationOptions({ onSuccess }));
  return (
    <ReasonDialog
      title={titles("role", { name: row.name })}
      consequence={consequences("role")}
      button={t("changeRole")}
      busy={change.isPending}
      problem={change.error ? describeError(change.error) : null}
      incomplete={role === row.role}
      onConfirm={(reason) => change.mutate({ operatorId: row.operatorId, role, reason })}
      onClose={onClose}
    >
      <RoleField value={role} onChange={setRole} />
    </ReasonDialog>
  );
}

/** The list is read anew, and then the dialog closes. */
function useChanged(onClose: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return async () => {
    await queryClient.invalidateQueries(trpc.operators.pathFilter());
    await queryClient.invalidateQueries(trpc.session.me.queryFilter());
    onClose();
  };
}
