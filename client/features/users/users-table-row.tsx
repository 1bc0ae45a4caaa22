import { clsx } from "clsx";
import { memo, type CSSProperties } from "react";
import type { UserLink } from "../../../shared/users-api";
import { Checkbox } from "../../ui/checkbox";
import type { ColumnKey } from "./column-layout";
import { cells } from "./columns";
import { NarrowUser } from "./narrow-user";
import { t } from "./words";

type Props = {
  id: string;
  user: UserLink;
  /** The columns shown, as text. A row is drawn anew when they change, and moves by itself when their widths do. */
  columns: string;
  /** How far from the left each pinned column stays. */
  pins: ReadonlyMap<string, number>;
  index: number;
  top: number;
  height: number;
  narrow: boolean;
  active: boolean;
  gone: boolean;
  picked: boolean;
};

/** One person. Clicks are the list's, so that a row gets nothing new while only others change. */
export const UsersTableRow = memo(function UsersTableRow(props: Props) {
  const { id, user, pins, index, top, height, narrow, active, gone, picked } = props;
  const columns = props.columns.split(" ") as ColumnKey[];
  return (
    <div
      id={id}
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={picked}
      data-state={user.state}
      style={{ height, transform: `translateY(${top}px)` }}
      className={clsx(
        "layered absolute inset-x-0 top-0 grid [grid-template-columns:var(--tracks)] cursor-default items-center gap-x-3 border-b border-line px-3",
        // Struck through are only the deleted; the cells themselves stay solid, for those that are pinned cover others.
        gone && "[&>[role=gridcell]>:not([data-plain])]:opacity-50",
        picked
          ? "[--over:var(--selected)]"
          : active
            ? "[--over:var(--press)]"
            : "hover:[--over:var(--hover)]",
        active &&
          "before:absolute before:inset-y-0 before:left-0 before:z-20 before:w-0.5 before:bg-accent group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-accent",
        // Once more over the pinned cells, which would cover a part of the ring.
        active &&
          "group-focus-visible/grid:after:pointer-events-none group-focus-visible/grid:after:absolute group-focus-visible/grid:after:inset-0 group-focus-visible/grid:after:z-20 group-focus-visible/grid:after:outline-2 group-focus-visible/grid:after:-outline-offset-2 group-focus-visible/grid:after:outline-accent",
      )}
    >
      <div role="gridcell" data-pick className={clsx("flex items-center", stuck)} style={{ left: 0 }}>
        <Checkbox
          aria-label={t("selectOne", { who: user.name || user.email || t("someUser") })}
          tabIndex={-1}
          checked={picked}
          readOnly
        />
      </div>
      {narrow ? (
        <div role="gridcell" className="flex min-w-0 items-center">
          <div className="min-w-0 flex-1">
            <NarrowUser user={user} />
          </div>
          {gone ? <Gone /> : null}
        </div>
      ) : (
        columns.map((key) => (
          <div
            key={key}
            role="gridcell"
            style={pinStyle(pins, key)}
            className={clsx("flex min-w-0 items-center whitespace-nowrap", pins.has(key) && stuck)}
          >
            {cells[key](user)}
            {gone && key === "name" ? <Gone /> : null}
          </div>
        ))
      )}
    </div>
  );
});

/** Why a row is dimmed: it has changed, and goes when the list is read anew. */
const Gone = () => (
  <span data-plain className="ml-2 shrink-0 text-sm text-fg-2">
    {t("goneRow")}
  </span>
);

/** A cell that stays while the others are scrolled aside: it covers them, and the gap before it. */
export const stuck = "sticky z-10 -ml-3 h-full pl-3 [background:inherit]";
export const pinStyle = (pins: ReadonlyMap<string, number>, key: string): CSSProperties | undefined =>
  pins.has(key) ? { left: pins.get(key) } : undefined;
