import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

const looks = {
  quiet: "border-line bg-off-soft text-off",
  warn: "border-warn/25 bg-warn-soft text-warn",
  bad: "border-bad/25 bg-bad-soft text-bad",
};

type Props = { tone: keyof typeof looks; icon: LucideIcon; children: ReactNode; actions?: ReactNode };

/** One line above all screens. */
export function Banner({ tone, icon: Icon, children, actions }: Props) {
  return (
    <div className={clsx("flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b px-4 py-1.5", looks[tone])}>
      <p className="flex min-w-0 flex-1 basis-72 items-start gap-2">
        <Icon aria-hidden className="mt-[0.2em] size-3.5 shrink-0" />
        <span className="nums text-fg">{children}</span>
      </p>
      {actions}
    </div>
  );
}
