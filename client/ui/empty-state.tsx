import type { ReactNode } from "react";

type Props = { icon?: ReactNode; title: string; children?: ReactNode; actions?: ReactNode };

/** Nothing here: says so, and what to do next. */
export function EmptyState({ icon, title, children, actions }: Props) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-6 py-16 text-center">
      {icon ? <div className="mb-1 text-fg-3 [&>svg]:size-6">{icon}</div> : null}
      <h2 className="text-md font-semibold text-fg">{title}</h2>
      {children ? <div className="max-w-sm text-balance text-fg-2">{children}</div> : null}
      {actions ? <div className="mt-3 flex justify-center gap-2 max-sm:flex-col">{actions}</div> : null}
    </div>
  );
}
