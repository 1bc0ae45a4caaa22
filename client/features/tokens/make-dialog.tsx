import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Me } from "../../../shared/session-api";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { Dialog } from "../../ui/dialog";
import { MadeToken } from "./made-token";
import { MakeForm } from "./make-form";
import { t } from "./words";

/** Makes a token: what it is for and until when, and then the token itself, this once. */
export function MakeDialog({ me, onClose }: { me: Me; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const make = useMutation(
    trpc.apiTokens.create.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.apiTokens.pathFilter()),
    }),
  );
  const onOpenChange = (open: boolean) => !open && onClose();
  if (make.data) {
    return (
      <Dialog open onOpenChange={onOpenChange} title={t("made")} description={t("madeOnce")}>
        <MadeToken secret={make.data.secret} onDone={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog open onOpenChange={onOpenChange} title={t("make")} description={t("what")} wide>
      <MakeForm
        role={me.role}
        busy={make.isPending}
        problem={make.error ? describeError(make.error) : null}
        onMake={(asked) => make.mutate(asked)}
        onClose={onClose}
      />
    </Dialog>
  );
}
