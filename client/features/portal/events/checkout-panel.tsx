import { CircleCheck, Clock } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import type { CheckoutStep, CheckoutView } from "../../../../shared/checkout-api";
import { formatMinute } from "../../../lib/format";
import { formatMoney } from "../../../lib/money";
import { Button } from "../../../ui/button";
import { Link } from "../../../ui/link";
import { linkLook } from "../link-look";
import { portalPaths } from "../paths";
import { checkoutWords } from "./checkout-words";
import type { Checkout, CheckoutAction } from "./use-checkout";
import { t } from "./words";

type Props = { view: CheckoutView; checkout: Checkout; isGuest: boolean };

/** How far a booking is, what it waits for and what one can do. Read aloud as it changes. */
export function CheckoutPanel({ view, checkout, isGuest }: Props) {
  const { step } = view;
  if (step.kind === "refused") return null;
  if (step.kind === "booked") return <Booked view={view} step={step} checkout={checkout} isGuest={isGuest} />;
  return <UnderWay step={step} checkout={checkout} />;
}

type Open = Exclude<CheckoutStep, { kind: "booked" | "refused" }>;
type OpenProps = { step: Open; checkout: Checkout };

function UnderWay({ step, checkout }: OpenProps) {
  const isLong = useIsLong(step);
  return (
    <div className="rounded-panel border border-wait/25 bg-wait-soft p-5 sm:p-6">
      <h2 className="flex items-start gap-2.5 font-semibold">
        <Clock aria-hidden className="mt-0.5 size-5 shrink-0 text-wait" />
        {checkoutWords(isLong ? "unknown" : step.kind)}
      </h2>
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

function Waiting({ step, checkout }: OpenProps) {
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

type BookedProps = Props & { step: Extract<CheckoutStep, { kind: "booked" }> };

function Booked({ view: { agreed }, step, checkout, isGuest }: BookedProps) {
  return (
    <div className="rounded-panel border border-ok/25 bg-ok-soft p-5 sm:p-6">
      <h2 className="flex items-start gap-2.5 font-semibold">
        <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-ok" />
        {checkoutWords("booked")}
      </h2>
      <dl className="mt-4 flex flex-col gap-3">
        <Fact name={checkoutWords("ticket")}>
          <span className="font-mono wrap-anywhere">{step.ticketNumber}</span>
        </Fact>
        <Fact name={checkoutWords("paid")}>
          {agreed.total === 0 ? t("free") : formatMoney(agreed.total, agreed.currency)}
        </Fact>
      </dl>
      <SentFirst checkout={checkout} />
      <Text>{checkoutWords("mailFollows")}</Text>
      <p className="mt-3">{isGuest ? <GuestNext /> : <ToDashboard />}</p>
      <Button size="lg" className="mt-4" onClick={checkout.startAnew}>
        {checkoutWords("another")}
      </Button>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="font-medium">{name}</dt>
      <dd>{children}</dd>
    </div>
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
