import type { ReactTable } from "@tanstack/react-table";
import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { SortBy, UserLink } from "../../../shared/users-api";
import { Checkbox } from "../../ui/checkbox";
import { narrowRow, type usersFeatures } from "./columns";

type Props = {
  table: ReactTable<typeof usersFeatures, UserLink>;
  sort: SortBy | null;
  onSort: (sort: SortBy) => void;
  narrow: boolean;
  busy: boolean;
  tracks: string;
  allPicked: boolean;
  somePicked: boolean;
  onPickAll: () => void;
};

export function UsersTableHead(props: Props) {
  const { table, sort, narrow, busy, tracks, allPicked, somePicked } = props;
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  return (
    <div role="rowgroup" className="sticky top-0 z-10">
      <div
        role="row"
        aria-rowindex={1}
        className="relative grid h-8 items-center gap-x-3 border-b border-line bg-surface px-3 text-sm text-fg-2"
        style={{ gridTemplateColumns: narrow ? narrowRow.tracks : tracks }}
      >
        <div role="columnheader" className="flex items-center">
          <Checkbox
            aria-label="Select all loaded users"
            checked={allPicked}
            indeterminate={somePicked && !allPicked}
            onChange={props.onPickAll}
          />
        </div>
        {(narrow ? headers.slice(0, 1) : headers).map((header) => {
          const sorts = header.column.columnDef.meta?.sorts ?? [];
          const sorted = sorts.some(([key]) => key === sort?.key);
          return (
            <div
              key={header.id}
              role="columnheader"
              aria-sort={sorted ? (sort?.direction === "asc" ? "ascending" : "descending") : undefined}
              className="flex min-w-0 items-center gap-2 whitespace-nowrap"
            >
              {sorts.length === 0 ? <table.FlexRender header={header} /> : null}
              {sorts.map(([key, name]) => (
                <SortButton key={key} sortKey={key} name={name} sort={sort} onSort={props.onSort} />
              ))}
            </div>
          );
        })}
        {busy ? <BusyLine /> : null}
      </div>
    </div>
  );
}

type SortButtonProps = {
  sortKey: SortBy["key"];
  name: string;
  sort: SortBy | null;
  onSort: (sort: SortBy) => void;
};

function SortButton({ sortKey, name, sort, onSort }: SortButtonProps) {
  const current = sort?.key === sortKey;
  const startsWith = sortKey === "name" || sortKey === "email" ? "asc" : "desc";
  const flipped = sort?.direction === "asc" ? "desc" : "asc";
  const Arrow = sort?.direction === "asc" ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      tabIndex={0}
      onClick={() => onSort({ key: sortKey, direction: current ? flipped : startsWith })}
      className={clsx(
        "inline-flex items-center gap-1 rounded-sm transition-colors hover:text-fg",
        current && "font-medium text-fg",
      )}
    >
      {name}
      {current ? <Arrow aria-hidden className="size-3" /> : null}
    </button>
  );
}

/** New rows are on their way; the old ones stay until they are here. */
function BusyLine() {
  return (
    <span
      aria-hidden
      className="absolute inset-x-0 -bottom-px h-0.5 animate-[ui-shimmer_1s_ease-in-out_infinite] bg-accent"
    />
  );
}
