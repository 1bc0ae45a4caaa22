import { clsx } from "clsx";
import type { ReactNode } from "react";

/** The head of a column: shown, at the end where its numbers are, or only read out. */
export type PanelHead = { words: string; place?: "end" | "unseen" };

/** A small table of its own: a row each for some things, two lines each on a phone, where its head is only read out. */
export function PanelTable({
  label,
  heads,
  children,
}: {
  label: string;
  heads: readonly PanelHead[];
  children: ReactNode;
}) {
  return (
    <div className="overflow-x-auto rounded-panel border border-line">
      <table aria-label={label} className="w-full text-left">
        <thead className="border-b border-line text-sm text-fg-3 max-sm:sr-only">
          <tr>
            {heads.map(({ words, place }) => (
              <th
                key={words}
                scope="col"
                className={clsx("h-8 px-4 font-medium whitespace-nowrap", place === "end" && "text-right")}
              >
                {place === "unseen" ? <span className="sr-only">{words}</span> : words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
