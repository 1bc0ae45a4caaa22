import { CircleCheck, CircleSlash, Clock } from "lucide-react";
import type { ReactNode, Ref } from "react";
import type { Booking } from "../../../../shared/bookings-api";
import type { CheckoutView } from "../../../../shared/checkout-api";
import { formatMoney } from "../../../lib/money";
import { Chip, type Tone } from "../../../ui/chip";
import { Link } from "../../../ui/link";
import { formatSpan } from "../events/event-dates";
import { refusalText } from "../events/refusal-text";
import { linkLook } from "../link-look";
import { eventPath } from "../paths";
import { statusWords, t } from "./words";

const icons: Partial<Record<Tone, ReactNode>> = {
  ok: <CircleCheck aria-hidden />,
  wait: <Clock aria-hidden />,
  off: <CircleSlash aria-hidden />,
};

type LineProps = {
  name: ReactNode;
  tone: Tone;
  state: string;
  details: readonly (string | null)[];
  ref?: Ref<HTMLLIElement>;
};

function Line({ name, tone, state, details, ref }: LineProps) {
  return (
    <li ref={ref} tabIndex={ref ? -1 : undefined} className="flex flex-col gap-1 py-3">
      <span className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
        <span className="min-w-0 font-medium wrap-anywhere">{name}</span>
        <Chip tone={tone} icon={icons[tone]}>
          {state}
        </Chip>
      </span>
      <span className="text-md text-fg-2">
        {details.map((detail) =>
          detail ? (
            <span key={detail} className="block wrap-anywhere">
              {detail}
            </span>
          ) : null,
        )}
      </span>
    </li>
  );
}

const EventLink = ({ eventId, name }: { eventId: string; name: string }) => (
  <Link to={eventPath(eventId)} className={linkLook}>
    {name}
  </Link>
);

const known = ["confirmed", "pending", "cancelled", "refunded", "attended"] as const;

type BookingProps = { booking: Booking; ref?: Ref<HTMLLIElement> };

/** A booking as the backend has it. */
export function BookingLine({ booking, ref = null }: BookingProps) {
  const { eventId, eventName, status, startDate, ticketNumber, price } = booking;
  const word = known.find((each) => each === status);
  const isGood = word === "confirmed" || word === "attended";
  return (
    <Line
      ref={ref}
      name={eventId === null ? eventName : <EventLink eventId={eventId} name={eventName} />}
      tone={isGood ? "ok" : word === "pending" ? "wait" : "off"}
      state={word ? statusWords(word) : t("otherState", { status: status.replaceAll("_", " ") })}
      details={[
        startDate === null ? null : formatSpan(startDate, null),
        ticketNumber === null ? null : t("ticket", { ticket: ticketNumber }),
        price && price.total > 0 ? formatMoney(price.total, price.currency) : null,
      ]}
    />
  );
}

/** A booking on its way, or what came of it, as it is known here. */
export function CheckoutLine({ checkout }: { checkout: CheckoutView }) {
  const { eventId, eventName, agreed, step } = checkout;
  const name = <EventLink eventId={eventId} name={eventName} />;
  if (step.kind === "booked") {
    const details = [t("ticket", { ticket: step.ticketNumber })];
    return <Line name={name} tone="ok" state={statusWords("confirmed")} details={details} />;
  }
  if (step.kind === "refused") {
    const details = [refusalText(step.why, agreed)];
    return <Line name={name} tone="off" state={t("notBooked")} details={details} />;
  }
  const state = t(step.kind === "unknown" ? "notKnown" : "underWay");
  return <Line name={name} tone="wait" state={state} details={[]} />;
}
