import { ArrowRight } from "lucide-react";
import { fieldTitle } from "../lib/field-title";
import { BreakingText } from "./breaking-text";
import { t } from "./words";

/** A field whose value became another. */
export type Change = { field: string; before: string | null; after: string | null };

/** What an event changed: before and after, per field. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <ul className="flex flex-col gap-0.5">
      {changes.map((change) => (
        <li key={change.field} className="flex flex-wrap items-center gap-x-2">
          <span className="text-fg-2">{fieldTitle(change.field)}</span>
          <del className="min-w-0 break-words text-fg-2 no-underline">
            <Value text={change.before} />
          </del>
          <ArrowRight role="img" aria-label={t("became")} className="size-3 shrink-0 text-fg-3" />
          <ins className="min-w-0 font-medium break-words no-underline">
            <Value text={change.after} />
          </ins>
        </li>
      ))}
    </ul>
  );
}

export function Value({ text }: { text: string | null }) {
  if (text === null || text === "") return <span className="font-normal text-fg-3">{t("empty")}</span>;
  return <BreakingText text={text} />;
}
