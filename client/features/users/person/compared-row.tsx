import { clsx } from "clsx";
import { EqualNot } from "lucide-react";
import type { ReactNode } from "react";
import { BreakingText } from "../../../ui/breaking-text";
import { RelativeTime } from "../../../ui/relative-time";
import { compareWords } from "./words";

type Props = {
  name: string;
  convex: ReactNode;
  crm: ReactNode;
  webhook: ReactNode;
  /** When the backend said so. */
  webhookAt?: number | null;
  /** Whose value a resync keeps; a column where there is room, else under the name. */
  owner?: string;
  differs: boolean;
  /** What can be done with each side's value. */
  convexAction?: ReactNode;
  crmAction?: ReactNode;
};

/** One line of the comparison. A difference is an icon with a name, an edge and a heavier type, not only a colour. */
export function ComparedRow(props: Props) {
  const { name, convex, crm, webhook, webhookAt, owner, differs, convexAction, crmAction } = props;
  const cell = "border-t border-line px-2 py-1.5 break-words align-top first:pl-3 sm:px-3";
  const value = (content: ReactNode) => {
    if (typeof content === "string") return <BreakingText text={content} />;
    return content ?? <span className="text-fg-3">–</span>;
  };
  return (
    <tr data-differs={differs || undefined}>
      <th scope="row" className={clsx(cell, "pr-1 font-normal", differs ? "text-fg" : "text-fg-2")}>
        <span className="flex items-center gap-1">
          {name}
          {differs ? (
            <EqualNot
              role="img"
              aria-label={compareWords("differs")}
              className="size-3.5 shrink-0 text-warn"
            />
          ) : null}
        </span>
        {owner && differs ? (
          <span className="block text-sm text-fg-3 sm:hidden">{compareWords("ownerIs", { who: owner })}</span>
        ) : null}
      </th>
      <td className={clsx(cell, differs && "bg-side-a-soft font-medium shadow-[inset_2px_0_var(--side-a)]")}>
        {value(convex)}
        {convexAction ? <div>{convexAction}</div> : null}
      </td>
      <td className={clsx(cell, differs && "bg-side-b-soft font-medium shadow-[inset_2px_0_var(--side-b)]")}>
        {value(crm)}
        {crmAction ? <div>{crmAction}</div> : null}
      </td>
      <td className={clsx(cell, "hidden text-fg-2 sm:table-cell")}>
        {value(webhook)}
        {!webhookAt ? null : <RelativeTime at={webhookAt} className="block text-sm text-fg-3" />}
      </td>
      <td className={clsx(cell, "hidden text-fg-2 sm:table-cell")}>{owner}</td>
    </tr>
  );
}
