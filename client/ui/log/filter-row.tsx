import type { ReactNode } from "react";
import { Button } from "../button";
import { t } from "./words";

type Props = {
  /** The filters, which scroll sideways where there is no room for them. */
  children: ReactNode;
  narrowed: boolean;
  onClear: () => void;
  /** What can be done with all that is shown; always in sight, so on a phone it is short. */
  after?: ReactNode;
};

/** What a log can be narrowed by, in a line above it. */
export function FilterRow({ children, narrowed, onClear, after }: Props) {
  return (
    <div className="flex shrink-0 items-center gap-2 border-b border-line px-3 py-1.5">
      <div className="-m-1 flex min-w-0 items-center gap-2 overflow-x-auto p-1 [scrollbar-width:none]">
        {children}
        {narrowed ? (
          <Button size="sm" variant="ghost" onClick={onClear}>
            {t("clearAll")}
          </Button>
        ) : null}
      </div>
      <div className="ml-auto flex shrink-0 items-center gap-2 whitespace-nowrap">{after}</div>
    </div>
  );
}
