import { ArrowRight } from "lucide-react";
import { Link } from "../../ui/link";
import { fieldName } from "../../lib/field-title";
import type { SweepFinding } from "../../../shared/reconcile-api";
import { RelativeTime } from "../../ui/relative-time";
import { LinkGlyph } from "../users/link-glyph";
import { stateLooks } from "../users/link-states";
import { t } from "./words";
import { formatList } from "../../lib/format";
import { reasonWord } from "../users/link-reasons";

/** One person a sweep found something about, with a way to them as long as they have a row. */
export function FindingLine({ finding }: { finding: SweepFinding }) {
  const { linkId, contactId, name, from, to, reason, changedAt } = finding;
  const shown = name || contactId || t("noName");
  // Who has no row any more is found by the contact's ID: what is left of them is told there.
  const person = linkId ?? contactId;
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-0.5 border-b border-line px-4 py-1.5 last:border-0">
      {person ? (
        <Link
          to={`/users/${encodeURIComponent(person)}`}
          title={linkId ? undefined : t("noRow")}
          className="min-w-48 font-medium hover:underline max-sm:basis-full"
        >
          {shown}
        </Link>
      ) : (
        <span className="min-w-48 font-medium text-fg-2 max-sm:basis-full" title={t("noRow")}>
          {shown}
        </span>
      )}
      <span className="flex flex-1 flex-wrap items-center gap-x-2 text-fg-2">
        {from ? (
          <>
            {stateLooks[from].word}
            <ArrowRight role="img" aria-label={t("became")} className="size-3 shrink-0 text-fg-3" />
          </>
        ) : null}
        {to ? <LinkGlyph state={to} hasContact={contactId !== null} moving={false} detail={null} /> : null}
        {reason && reason !== "in_sync" ? <span className="text-fg-3">{reasonWords(reason)}</span> : null}
        {changedAt === null ? null : (
          <span>{t.rich("changedInCrm", { when: () => <RelativeTime at={changedAt} /> })}</span>
        )}
      </span>
    </li>
  );
}

/** A machine reason as people read it: "fields:email,phone" -> "e-mail and phone". */
function reasonWords(reason: string): string {
  if (!reason.startsWith("fields:")) return reasonWord(reason);
  return formatList(reason.slice("fields:".length).split(",").map(fieldName));
}
