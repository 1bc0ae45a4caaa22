import { Link } from "../../ui/link";
import type { ImportProgress, RejectedLine } from "../../../shared/imports-api";
import { formatDuration, formatNumber } from "../../lib/format";
import { Notice } from "../../ui/notice";
import { Progress } from "../../ui/progress";
import { RelativeTime } from "../../ui/relative-time";
import { LinkGlyph } from "../users/link-glyph";
import { statesInOrder } from "../users/link-states";
import { isImporting } from "./use-import";
import { t } from "./words";

/** How the import goes, or went. */
export function ImportReport({ progress }: { progress: ImportProgress }) {
  const { phase } = progress;
  if (phase === "idle") return null;
  return (
    <section aria-label={t("progress")} className="flex flex-col gap-4 border-t border-line pt-5">
      <h2 className="text-md font-semibold">{isImporting(progress) ? t("importing") : t("last")}</h2>
      {isImporting(progress) ? <Under progress={progress} /> : null}
      {phase === "failed" ? (
        <Notice tone="bad" live>
          {t("stopped", { cause: progress.error ?? t("causeUnknown") })}
        </Notice>
      ) : null}
      {phase === "done" ? <Done progress={progress} /> : null}
      {progress.counts ? <Counts counts={progress.counts} /> : null}
      {progress.rejectedCount > 0 ? (
        <Rejected count={progress.rejectedCount} lines={progress.rejected} />
      ) : null}
    </section>
  );
}

function Under({ progress }: { progress: ImportProgress }) {
  return (
    <div className="flex flex-col gap-2">
      <Progress label={t("import")} value={progress.bytesRead} max={progress.bytesTotal} />
      <p role="status" className="nums text-fg-2">
        {t(progress.phase === "users" ? "readingUsers" : "readingContacts", {
          users: progress.usersRead,
          contacts: progress.contactsRead,
        })}
      </p>
    </div>
  );
}

function Done({ progress }: { progress: ImportProgress }) {
  const { startedAt, finishedAt, changed } = progress;
  return (
    <Notice tone="ok" live>
      {t("read", { users: progress.usersRead, contacts: progress.contactsRead, changed })}
      {startedAt !== null && finishedAt !== null ? (
        <>
          {" "}
          {t.rich("took", {
            time: formatDuration(finishedAt - startedAt),
            when: () => <RelativeTime at={finishedAt} />,
          })}
        </>
      ) : null}
    </Notice>
  );
}

function Counts({ counts }: { counts: NonNullable<ImportProgress["counts"]> }) {
  return (
    <ul aria-label={t("byState")} className="grid gap-x-8 sm:grid-cols-2">
      {statesInOrder.map((state) => (
        <li key={state} className="border-b border-line">
          <Link
            to={`/users?state=${state}`}
            className="flex h-8 items-center justify-between rounded-sm px-1 hover:bg-hover"
          >
            <LinkGlyph state={state} />
            <span className="nums">{formatNumber(counts[state] ?? 0)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Rejected({ count, lines }: { count: number; lines: RejectedLine[] }) {
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-semibold">{t("unread", { count })}</h3>
      {lines.length < count ? <p className="text-fg-2">{t("firstOf", { count: lines.length })}</p> : null}
      <table className="w-full text-left">
        <thead className="text-sm text-fg-3">
          <tr>
            <th scope="col" className="py-1 pr-4 font-normal">
              {t("file")}
            </th>
            <th scope="col" className="py-1 pr-4 text-right font-normal">
              {t("line")}
            </th>
            <th scope="col" className="py-1 font-normal">
              {t("why")}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.file}:${line.line}`} className="border-t border-line align-top">
              <td className="py-1 pr-4 font-mono text-sm">{line.file}</td>
              <td className="py-1 pr-4 text-right">{formatNumber(line.line)}</td>
              <td className="py-1 break-words">{line.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
