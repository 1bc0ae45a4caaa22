/** @jsxRuntime automatic */
/** @jsxImportSource react */
// Said here too, because the backend may be started from a folder where no tsconfig says it.
import { Fragment, type ReactNode } from "react";

/** A form with nothing but its button. */
export function ButtonForm({ action, label, bad }: { action: string; label: string; bad?: boolean }) {
  return (
    <form className="button" method="post" action={action}>
      <button className={bad ? "bad" : undefined}>{label}</button>
    </form>
  );
}

/** A row of a table; a cell for each column. */
export interface Row {
  key: string | number;
  cells: readonly ReactNode[];
}

/** A table that becomes a list of cards where it is narrow. The roles are said because such a layout takes them away. */
export function Table({ label, columns, rows, none }: TableProps) {
  if (rows.length === 0) return <p className="quiet">{none}</p>;
  return (
    <table role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((name) => (
            <th key={name} role="columnheader" scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(({ key, cells }) => (
          <tr key={key} role="row">
            {cells.map((cell, index) => (
              <td key={index} role="cell" data-label={columns[index]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface TableProps {
  label: string;
  columns: readonly string[];
  rows: readonly Row[];
  /** What stands there instead when there are no rows. */
  none: string;
}

/** What is known of one thing, line by line; lines without a value are left out. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl>
      {facts.map(([name, value]) =>
        value === null || value === undefined || value === "" ? null : (
          <div key={name} style={{ display: "contents" }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** A text that may be an e-mail address: where there is no room for it, it breaks before `@` and `.` and nowhere else. */
export function Address({ text }: { text: string }) {
  if (!text.includes("@")) return text;
  return text.split(/(?=[@.])/u).map((part, index) => (
    <Fragment key={index}>
      {index > 0 ? <wbr /> : null}
      {part}
    </Fragment>
  ));
}

/** Unix milliseconds, to the second and in UTC, for people and programs both. */
export function When({ at }: { at: number | null | undefined }) {
  if (at === null || at === undefined) return null;
  const iso = new Date(at).toISOString();
  return <time dateTime={iso}>{`${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`}</time>;
}

/** The way to the pages beside this one; null where there is none. */
export function Pages({ before, after, where }: PagesProps) {
  if (!before && !after && !where) return null;
  return (
    <nav className="pages" aria-label="Further pages">
      {before && <a href={before.href}>{before.name}</a>}
      {where && <span className="quiet">{where}</span>}
      {after && <a href={after.href}>{after.name}</a>}
    </nav>
  );
}

interface PagesProps {
  before?: { href: string; name: string } | undefined;
  after?: { href: string; name: string } | undefined;
  where?: string | undefined;
}
