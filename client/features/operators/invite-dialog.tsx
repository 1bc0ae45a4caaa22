import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import type { OperatorRole } from "../../../shared/permissions";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Field } from "../../ui/field";
import { Input } from "../../ui/input";
import { Notice } from "../../ui/notice";
import { LinkOnce } from "./link-once";
import { RoleField } from "./role-field";
import { t } from "./words";

/** Invites somebody to the desk: address and role, and then the link, this once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const invite = useMutation(
    trpc.operators.invite.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.operators.invites.queryFilter()),
    }),
  );
  const onOpenChange = (open: boolean) => !open && onClose();
  if (invite.data) {
    const { invite: made, token } = invite.data;
    const link = `${window.location.origin}/invited#${token}`;
    return <LinkOnce label={t("inviteLink")} link={link} {...made} onClose={onClose} />;
  }
  return (
    <Dialog open onOpenChange={onOpenChange} title={t("invite")} description={t("inviteWhat")}>
      <InviteForm
        busy={invite.isPending}
        problem={invite.error ? describeError(invite.error) : null}
        onInvite={(asked) => invite.mutate(asked)}
        onClose={onClose}
      />
    </Dialog>
  );
}

type FormProps = {
  busy: boolean;
  problem: { message: string; field: string | null } | null;
  onInvite: (asked: { email: string; role: OperatorRole }) => void;
  onClose: () => void;
};

function InviteForm({ busy, problem, onInvite, onClose }: FormProps) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<OperatorRole>("support");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onInvite({ email: email.trim(), role });
  };
  const isBeside = problem?.field === "email";
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t("email")} error={isBeside ? problem.message : null}>
        {(control) => (
          <Input
            {...control}
            type="email"
            autoComplete="off"
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <RoleField value={role} onChange={setRole} />
      {problem && !isBeside ? (
        <Notice tone="bad" live>
          {problem.message}
        </Notice>
      ) : null}
      <DialogActions>
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {t("makeLink")}
        </Button>
      </DialogActions>
    </form>
  );
}
