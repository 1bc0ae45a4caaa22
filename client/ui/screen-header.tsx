import { use, type ReactNode } from "react";
import { HeaderTools } from "./header-tools";

type Props = {
  title: string;
  note?: ReactNode;
  /** The ways between the parts of the screen; a line of their own where there is little room. */
  tabs?: ReactNode;
  children?: ReactNode;
};

/** The top of a screen: its name, what can be said in a word about it, and its main controls. */
export function ScreenHeader({ title, note, tabs, children }: Props) {
  return (
    <header className="flex min-h-13 shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-2">
      <h1 className="text-md font-semibold">{title}</h1>
      {note ? <span className="nums text-fg-3">{note}</span> : null}
      {tabs ? <div className="max-sm:order-1 max-sm:w-full">{tabs}</div> : null}
      <div className="empty:hidden max-sm:ml-auto sm:order-last">{use(HeaderTools)}</div>
      <div className="ml-auto flex min-w-0 items-center gap-2 max-sm:order-2 max-sm:w-full max-sm:empty:hidden">
        {children}
      </div>
    </header>
  );
}
