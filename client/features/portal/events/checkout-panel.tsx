import { CircleCheck, Clock } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { useNavigate } from "react-router";
import type { CheckoutStep, CheckoutView } from "../../../../shared/checkout-api";
import type { EventCategory } from "../../../../shared/events-api";
import type { Member } from "../../../../shared/portal-api";
import { formatMinute } from "../../../lib/format";
import { Button } from "../../../ui/button";
import { Link } from "../../../ui/link";
import { useForgetting } from "../forget-person";
import { linkLook } from "../link-look";
import { portalPaths } from "../paths";
import { CheckoutFacts } from "./checkout-facts";
import { checkoutWords } from "./checkout-words";
import type { Checkout, CheckoutAction } from "./use-checkout";

type Props = {
  view: CheckoutView;
  checkout: Checkout;
  categories: readonly EventCategory[];
  /** Who books, if it is no guest. */
  member: Member | null;
};

/** How far a booking is, what it waits for and what one can do. Read aloud as it changes. */
export function CheckoutPanel({ view, checkout, categories, member }: Props) {
  const { step } = view;
  if (step.kind === "refused") return null;
  const facts = (
    <CheckoutFacts {...{ view, categories }} email={checkout.guestEmail ?? member?.email ?? null} />
  );
  if (step.kind === "booked") return <Booked facts={facts} checkout={checkout} isGuest={member === null} />;
  return <UnderWay step={step} facts={facts} checkout={checkout} />;
}

type Open = Exclude<CheckoutStep, { kind: "booked" | "refused" }>;
type OpenProps = { step: Open; facts: ReactNode; checkout: Checkout };

function UnderWay({ step, facts, checkout }: OpenProps) {
  const isLong = useIsLong(step);
  return (
    <div className="rounded-panel border border-wait/25 bg-wait-soft p-5 sm:p-6">
      <h2 className="flex items-start gap-2.5 font-semibold">
        <Clock aria-hidden className="mt-0.5 size-5 shrink-0 text-wait" />
        {checkoutWords(isLong ? "unknown" : step.kind)}
      </h2>
      {facts}
      {isLong ? <LongConfirming checkout={checkout} /> : <Waiting step={step} checkout={checkout} />}
      <SentFirst checkout={checkout} />
      {checkout.lookFailed ? <p className="mt-3 text-fg-2">{checkoutWords("lookFailed")}</p> : null}
    </div>
  );
}

/** Confirming takes seconds; what has stood there for longer, in ms, may be held back, or its answer lost. */
const LONG_MS = 30_000;

function useIsLong({ kind }: Open): boolean {
  const [long, setLong] = useState<Open["kind"] | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setLong(kind), LONG_MS);
    return () => clearTimeout(timer);
  }, [kind]);
  return kind === "confirming" && long === kind;
}

function LongConfirming({ checkout: { hurry, withdraw } }: Pick<OpenProps, "checkout">) {
  return (
    <>
      <Text>{checkoutWords("confirmingLongText")}</Text>
      <Action label={checkoutWords("lookNow")} action={hurry} />
      <Action label={checkoutWords("withdraw")} action={withdraw} />
    </>
  );
}

function Waiting({ step, checkout }: Omit<OpenProps, "facts">) {
  if (step.kind === "confirming") return <Text>{checkoutWords("confirmingText")}</Text>;
  if (step.kind === "unknown") {
    return (
      <>
        <Text>{checkoutWords("unknownText")}</Text>
        <Action label={checkoutWords("lookNow")} action={checkout.hurry} />
      </>
    );
  }
  const time = formatMinute(step.until);
  return (
    <>
      <Text>{checkoutWords(step.waitsFor === "account" ? "accountText" : "askedText", { time })}</Text>
      <Text>{checkoutWords("notHeld")}</Text>
      <Action label={checkoutWords("withdraw")} action={checkout.withdraw} />
    </>
  );
}

const Text = ({ children }: { children: ReactNode }) => <p className="mt-3 text-fg-2">{children}</p>;

function Action({ label, action }: { label: string; action: CheckoutAction }) {
  const { press, busy, problem } = action;
  return (
    <div className="mt-4 flex flex-col items-start gap-3">
      <Button size="lg" busy={busy} onClick={press}>
        {label}
      </Button>
      {problem ? <p className="text-fg-2">{checkoutWords(problem)}</p> : null}
    </div>
  );
}

const SentFirst = ({ checkout: { isEarlier } }: Pick<OpenProps, "checkout">) =>
  isEarlier ? <Text>{checkoutWords("sentFirst")}</Text> : null;

type BookedProps = { facts: ReactNode; checkout: Checkout; isGuest: boolean };

function Booked({ facts, checkout, isGuest }: BookedProps) {
  return (
    <div className="rounded-panel border border-ok/25 bg-ok-soft p-5 sm:p-6">
      <h2 className="flex items-start gap-2.5 font-semibold">
        <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-ok" />
        {checkoutWords("booked")}
      </h2>
      {facts}
      <SentFirst checkout={checkout} />
      <Text>{checkoutWords("mailFollows")}</Text>
      <p className="mt-3">{isGuest ? <GuestNext /> : <ToDashboard />}</p>
      <div className="mt-4 flex flex-wrap gap-3">
        {isGuest ? <GuestDone /> : null}
        <Button size="lg" onClick={checkout.startAnew}>
          {checkoutWords("another")}
        </Button>
      </div>
    </div>
  );
}

/** A guest has nothing to sign out of: without this their ticket would stay for whoever comes next to this window. */
function GuestDone() {
  const { forgetPerson } = useForgetting();
  const navigate = useNavigate();
  const leave = () => {
    forgetPerson();
    void navigate(portalPaths.events);
  };
  return (
    <Button size="lg" variant="primary" onClick={leave}>
      {checkoutWords("guestDone")}
    </Button>
  );
}

const ToDashboard = () => (
  <Link to={portalPaths.dashboard} className={linkLook}>
    {checkoutWords("toDashboard")}
  </Link>
);

const GuestNext = () =>
  checkoutWords.rich("guestNext", {
    link: (text) => (
      <Link to={portalPaths.register} className={linkLook}>
        {text}
      </Link>
    ),
  });
