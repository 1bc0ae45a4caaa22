import { CircleCheck, CircleSlash, CircleHelp, Clock, type LucideIcon } from "lucide-react";
import type { DeskCheckout } from "../../../../shared/desk-checkouts-api";
import { describeError } from "../../../lib/api-error";
import { useNow } from "../../../lib/clock";
import { formatMinute } from "../../../lib/format";
import { formatMoney } from "../../../lib/money";
import { Button } from "../../../ui/button";
import { Chip, type Tone } from "../../../ui/chip";
import { Notice } from "../../../ui/notice";
import { RelativeTime } from "../../../ui/relative-time";
import { errorWord } from "../error-words";
import { EventName } from "../event-name";
import { useRefusal } from "../use-permission";
import { checkoutWords, refusedWords } from "./checkout-words";
import { SettleCheckout } from "./settle-checkout";
import { isUnderWay, useHurry, type useCheckouts } from "./use-checkouts";

type Props = { id: string; found: ReturnType<typeof useCheckouts>; withBooked: boolean };

/** What is on its way to the backend, why it waits and what helps; `withBooked` where the backend's own list is not there. */
export function Checkouts({ id, found, withBooked }: Props) {
  if (found.error && !found.data) {
    const retry = (
      <Button size="sm" busy={found.isFetching} onClick={() => void found.refetch()}>
        {checkoutWords("tryNow")}
      </Button>
    );
    return (
      <Notice tone="warn" live actions={retry}>
        {checkoutWords("notLoaded")} {describeError(found.error).message}
      </Notice>
    );
  }
  const shown = (found.data ?? []).filter(({ step }) => withBooked || step.kind !== "booked");
  if (shown.length === 0) return null;
  return (
    <section aria-label={checkoutWords("title")}>
      <h3 className="text-sm text-fg-3">{checkoutWords("title")}</h3>
      <ul className="flex flex-col">
        {shown.map((checkout) => (
          <Line key={checkout.checkoutId} id={id} checkout={checkout} />
        ))}
      </ul>
    </section>
  );
}

const looks = {
  asked: { tone: "wait", icon: Clock, word: "waits" },
  confirming: { tone: "wait", icon: Clock, word: "beingBooked" },
  unknown: { tone: "warn", icon: CircleHelp, word: "notKnown" },
  booked: { tone: "ok", icon: CircleCheck, word: "booked" },
  refused: { tone: "off", icon: CircleSlash, word: "notBooked" },
} as const satisfies Record<DeskCheckout["step"]["kind"], { tone: Tone; icon: LucideIcon; word: string }>;

/** Confirming takes seconds; what was asked for longer ago, in ms, may be held back, or its answer lost. */
const LONG_MS = 60_000;

function Line({ id, checkout }: { id: string; checkout: DeskCheckout }) {
  const { eventId, eventName, agreed, askedAt, asGuest, step, errorCode } = checkout;
  const isLong = useNow() - askedAt > LONG_MS && step.kind === "confirming";
  const { tone, icon: Icon, word } = looks[isLong ? "unknown" : step.kind];
  const hasCause = errorCode !== null && step.kind !== "booked";
  return (
    <li className="flex flex-col gap-1 border-b border-line py-2.5 last:border-0">
      <div className="flex flex-wrap items-center gap-x-2">
        <span className="min-w-0 font-medium">
          <EventName eventId={eventId} name={eventName} />
        </span>
        <Chip tone={tone} icon={<Icon aria-hidden />}>
          {checkoutWords(word)}
        </Chip>
        {asGuest ? <span className="text-sm text-fg-3">{checkoutWords("asGuest")}</span> : null}
        <span className="nums ml-auto text-fg-3">
          {formatMoney(agreed.total, agreed.currency)} · <RelativeTime at={askedAt} />
        </span>
      </div>
      <p>{isLong ? checkoutWords("confirmingLong") : sentenceOf(step)}</p>
      {hasCause ? (
        <p className="text-sm text-fg-3">{checkoutWords("lastCause", { cause: errorWord(errorCode) })}</p>
      ) : null}
      {isUnderWay(checkout) && (isLong || step.kind !== "confirming") ? (
        <div className="flex flex-wrap items-center gap-2">
          <TryNow id={id} checkout={checkout} />
          {step.kind === "unknown" ? <SettleCheckout checkout={checkout} /> : null}
        </div>
      ) : null}
    </li>
  );
}

function sentenceOf(step: DeskCheckout["step"]): string {
  switch (step.kind) {
    case "asked":
      return checkoutWords(step.waitsFor === "account" ? "account" : "asked", {
        time: formatMinute(step.until),
      });
    case "confirming":
      return checkoutWords("confirming");
    case "unknown":
      return checkoutWords("unknown", { time: formatMinute(step.nextTryAt) });
    case "booked":
      return checkoutWords("ticket", { ticket: step.ticketNumber });
    case "refused":
      return refusedWords(step.why);
  }
}

function TryNow({ id, checkout: { checkoutId } }: { id: string; checkout: DeskCheckout }) {
  const hurry = useHurry(id);
  const refusal = useRefusal("users.resync", checkoutWords("tryBookings"));
  return (
    <>
      <Button
        size="sm"
        busy={hurry.isPending}
        disabledReason={refusal}
        onClick={() => hurry.mutate({ id, checkoutId })}
      >
        {checkoutWords("tryNow")}
      </Button>
      {hurry.isError ? (
        <span role="alert" className="text-sm text-bad">
          {describeError(hurry.error).message}
        </span>
      ) : null}
    </>
  );
}
