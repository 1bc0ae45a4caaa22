import { memo } from "react";
import { Checkbox } from "../../ui/checkbox";
import type { ColumnKey, ColumnLayout } from "./column-layout";
import { HeadCell } from "./head-cell";
import { useColumnDrag } from "./use-column-drag";
import type { UsersTable } from "./use-users-table";
import { stuck } from "./users-table-row";
import { t } from "./words";

type Props = {
  table: UsersTable;
  narrow: boolean;
  busy: boolean;
  layout: ColumnLayout;
  pins: ReadonlyMap<string, number>;
  onLayout: (layout: ColumnLayout) => void;
  onWiden: (key: ColumnKey, width: number | null, done: boolean) => void;
  nameRefusal: string | null;
  allPicked: boolean;
  somePicked: boolean;
  onPickAll: () => void;
};

/** Not drawn anew while rows are scrolled by. */
export const UsersTableHead = memo(function UsersTableHead(props: Props) {
  const { table, narrow, busy, layout, pins, allPicked, somePicked } = props;
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const drag = useColumnDrag(layout, props.onLayout, "x");
  return (
    <div role="rowgroup" className="sticky top-0 z-30">
      <div
        role="row"
        aria-rowindex={1}
        className="layered relative grid h-8 [grid-template-columns:var(--tracks)] items-center gap-x-3 border-b border-line px-3 text-sm text-fg-2"
      >
        <div role="columnheader" className={`flex items-center ${stuck}`} style={{ left: 0 }}>
          <Checkbox
            aria-label={t("selectAllLoaded")}
            checked={allPicked}
            indeterminate={somePicked && !allPicked}
            onChange={props.onPickAll}
          />
        </div>
        {(narrow ? headers.slice(0, 1) : headers).map((header) => (
          <HeadCell
            key={header.id}
            header={header}
            pins={pins}
            drag={narrow ? null : drag.propsOf(header.column.id as ColumnKey)}
            onWiden={props.onWiden}
            nameRefusal={props.nameRefusal}
          />
        ))}
        {busy ? <BusyLine /> : null}
      </div>
    </div>
  );
});

/** New rows are on their way; the old ones stay until they are here. */
function BusyLine() {
  return (
    <span
      aria-hidden
      className="absolute inset-x-0 -bottom-px z-20 h-0.5 animate-[ui-shimmer_1s_ease-in-out_infinite] bg-accent"
    />
  );
}
