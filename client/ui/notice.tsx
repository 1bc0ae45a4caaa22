import { clsx } from "clsx";
import { CircleAlert, CircleCheck, Clock, Info } from "lucide-react";
import type { ReactNode } from "react";
import type { Tone } from "./chip";

const looks: Record<Tone, { box: string; icon: typeof Info }> = {
  ok: { box: "border-ok/25 bg-ok-soft text-ok", icon: CircleCheck },
  wait: { box: "border-wait/25 bg-wait-soft text-wait", icon: Clock },
  warn: { box: "border-warn/25 bg-warn-soft text-warn", icon: CircleAlert },
  bad: { box: "border-bad/25 bg-bad-soft text-bad", icon: CircleAlert },
  off: { box: "border-line bg-off-soft text-off", icon: Info },
};

type Props = { tone: Tone; children: ReactNode; actions?: ReactNode; live?: boolean };

/** A calm line about the state of things, in place. `live` reads changes aloud politely. */
export function Notice({ tone, children, actions, live = false }: Props) {
  const { box, icon: Icon } = looks[tone];
  return (
    <div
      role={live ? "status" : undefined}
      className={clsx("flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control border px-3 py-2", box)}
    >
      <div className="flex min-w-0 flex-1 basis-64 items-start gap-2">
        <Icon aria-hidden className="mt-[0.2em] size-[1.1em] shrink-0" />
        <div className="min-w-0 flex-1 text-fg">{children}</div>
      </div>
      {actions}
    </div>
  );
}
