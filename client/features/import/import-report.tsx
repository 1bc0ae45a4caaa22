import { Link } from "react-router";
import type { ImportProgress, RejectedLine } from "../../../shared/imports-api";
import { formatDuration, formatNumber, plural } from "../../lib/format";
import { Notice } from "../../ui/notice";
import { Progress } from "../../ui/progress";
import { RelativeTime } from "../../ui/relative-time";
import { LinkGlyph } from "../users/link-glyph";
import { statesInOrder } from "../users/link-states";
import { isImporting } from "./use-import";

/** How the import goes, or went. */
export function ImportReport({ progress }: { progress: ImportProgress }) {
  const { phase } = progress;
  if (phase === "idle") return null;
  return (
    <section aria-label="Import progress" className="flex flex-col gap-4 border-t border-line pt-5">
      <h2 className="text-md font-semibold">{isImporting(progress) ? "Importing" : "Last import"}</h2>
      {isImporting(progress) ? <Under progress={progress} /> : null}
      {phase === "failed" ? (
        <Notice tone="bad" live>
          The import stopped: {progress.error ?? "the cause is not known."} What was read before stays;
          importing again is safe.
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
      <Progress label="Import" value={progress.bytesRead} max={progress.bytesTotal} />
      <p role="status" className="nums text-fg-2">
        Reading {progress.phase === "users" ? "users" : "contacts"}:{" "}
        {plural(progress.usersRead, "user", "users")}, {plural(progress.contactsRead, "contact", "contacts")}{" "}
        so far.
      </p>
    </div>
  );
}

function Done({ progress }: { progress: ImportProgress }) {
  const { startedAt, finishedAt, changed } = progress;
  return (
    <Notice tone="ok" live>
      {plural(progress.usersRead, "user", "users")} and {plural(progress.contactsRead, "contact", "contacts")}{" "}
      read, {changed === 0 ? "nothing changed" : `${formatNumber(changed)} new or changed`}
      {startedAt !== null && finishedAt !== null ? (
        <>
          , in {formatDuration(finishedAt - startedAt)}, <RelativeTime at={finishedAt} />
        </>
      ) : null}
      .
    </Notice>
  );
}

function Counts({ counts }: { counts: NonNullable<ImportProgress["counts"]> }) {
  return (
    <ul aria-label="Users by link state" className="grid gap-x-8 sm:grid-cols-2">
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
      <h3 className="font-semibold">{plural(count, "line", "lines")} could not be read</h3>
      {lines.length < count ? (
        <p className="text-fg-2">The first {formatNumber(lines.length)} of them:</p>
      ) : null}
      <table className="w-full text-left">
        <thead className="text-sm text-fg-3">
          <tr>
            <th scope="col" className="py-1 pr-4 font-normal">
              File
            </th>
            <th scope="col" className="py-1 pr-4 text-right font-normal">
              Line
            </th>
            <th scope="col" className="py-1 font-normal">
              Why
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
