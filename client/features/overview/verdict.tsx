import { CircleAlert, CircleCheck, CircleMinus, Clock, OctagonAlert, type LucideIcon } from "lucide-react";
import { clsx } from "clsx";
import type { Overview } from "../../../shared/overview-api";
import { useNow } from "../../lib/clock";
import type { Tone } from "../../ui/chip";
import { verdictOf } from "./verdict-words";

const looks: Record<Tone, { icon: LucideIcon; colour: string }> = {
  ok: { icon: CircleCheck, colour: "text-ok" },
  wait: { icon: Clock, colour: "text-wait" },
  warn: { icon: CircleAlert, colour: "text-warn" },
  bad: { icon: OctagonAlert, colour: "text-bad" },
  off: { icon: CircleMinus, colour: "text-off" },
};

/** The first line of the day. */
export function Verdict({ overview }: { overview: Overview }) {
  const { tone, title, text } = verdictOf(overview, useNow());
  const { icon: Icon, colour } = looks[tone];
  return (
    <div className="flex items-start gap-3">
      <Icon aria-hidden className={clsx("mt-0.5 size-6 shrink-0", colour)} />
      <div className="min-w-0">
        <p role="status" className="nums text-xl font-semibold">
          {title}
        </p>
        <p className="nums text-md text-fg-2">{text}</p>
      </div>
    </div>
  );
}
