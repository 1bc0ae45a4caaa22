import { useState, type FormEvent } from "react";
import type { DeskCheckout } from "../../../../shared/desk-checkouts-api";
import { describeError } from "../../../lib/api-error";
import { Button } from "../../../ui/button";
import { Dialog, DialogActions } from "../../../ui/dialog";
import { Field } from "../../../ui/field";
import { Input } from "../../../ui/input";
import { Notice } from "../../../ui/notice";
import { useRefusal } from "../use-permission";
import { checkoutWords } from "./checkout-words";
import { useSettling } from "./use-checkouts";
import { t } from "./words";

type Props = { checkout: Pick<DeskCheckout, "checkoutId" | "eventName"> };

/** For a booking of which the backend never says how it ended: somebody looks there, and says it here. */
export function SettleCheckout({ checkout }: Props) {
  const [isOpen, setOpen] = useState(false);
  const refusal = useRefusal("bookings.settle", checkoutWords("maySettle"));
  return (
    <>
      <Button size="sm" disabledReason={refusal} onClick={() => setOpen(true)}>
        {checkoutWords("settle")}
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title={checkoutWords("settleTitle", { event: checkout.eventName })}
        description={checkoutWords("settleText")}
      >
        <Answer checkout={checkout} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Answer({ checkout: { checkoutId }, onClose }: Props & { onClose: () => void }) {
  const [ticket, setTicket] = useState("");
  const settling = useSettling(onClose);
  const problem = settling.error ? describeError(settling.error) : null;
  const say = (ticketNumber: string | null) => {
    if (!settling.isPending) settling.mutate({ checkoutId, ticketNumber });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ticket.trim()) say(ticket);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field label={checkoutWords("ticketThere")} hint={checkoutWords("ticketHint")}>
        {(control) => (
          <Input
            {...control}
            value={ticket}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTicket(event.target.value)}
          />
        )}
      </Field>
      {problem ? <Notice tone="bad">{problem.message}</Notice> : null}
      <DialogActions>
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button busy={settling.isPending} disabled={ticket.trim() !== ""} onClick={() => say(null)}>
          {checkoutWords("itIsNot")}
        </Button>
        <Button type="submit" variant="primary" busy={settling.isPending} disabled={ticket.trim() === ""}>
          {checkoutWords("itIs")}
        </Button>
      </DialogActions>
    </form>
  );
}
