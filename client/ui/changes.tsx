import { ArrowRight } from "lucide-react";
import { fieldTitle } from "../lib/field-title";
import { BreakingText } from "./breaking-text";
import { t } from "./words";

/** A field whose value became another. */
type Change = { field: string; before: string | null; after: string | null };

/** What an event changed: before and after, per field. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  const value = (text: string | null) =>
    text === null ? <span className="text-fg-3">{t("empty")}</span> : <BreakingText text={text} />;
  return (
    <ul className="flex flex-col gap-0.5">
      {changes.map((change) => (
        <li key={change.field} className="flex flex-wrap items-center gap-x-2">
          <span className="text-fg-2">{fieldTitle(change.field)}</span>
          <del className="min-w-0 break-words text-fg-2 no-underline">{value(change.before)}</del>
          <ArrowRight role="img" aria-label={t("became")} className="size-3 shrink-0 text-fg-3" />
          <ins className="min-w-0 font-medium break-words no-underline">{value(change.after)}</ins>
        </li>
      ))}
    </ul>
  );
}
