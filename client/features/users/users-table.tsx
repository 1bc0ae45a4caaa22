import { clsx } from "clsx";
import {
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useState,
  type KeyboardEvent,
  type RefObject,
} from "react";
import type { SortBy, UserLink } from "../../../shared/users-api";
import { densityPreference, rowHeights } from "../../lib/density";
import { useNarrow } from "../../lib/media-query";
import { useVirtualRows } from "../../ui/virtual-rows";
import {
  layoutText,
  readLayout,
  setWidth,
  trackLines,
  type ColumnKey,
  type ColumnLayout,
} from "./column-layout";
import { narrowRow } from "./columns";
import { useRowClicks } from "./row-clicks";
import { isPicked, type Picked } from "./selection";
import { useUsersTable } from "./use-users-table";
import { UsersTableHead } from "./users-table-head";
import { UsersTableRow } from "./users-table-row";
import { t } from "./words";

const HEAD_HEIGHT = 32;
const rowId = (linkId: string) => `user-${linkId}`;

type Props = {
  rows: UserLink[];
  total: number;
  sort: SortBy | null;
  onSort: (sort: SortBy) => void;
  layout: ColumnLayout;
  onLayout: (layout: ColumnLayout) => void;
  activeId: string | null;
  onOpen: (user: UserLink) => void;
  onMove: (step: 1 | -1) => void;
  picked: Picked;
  onPick: (user: UserLink, range: boolean) => void;
  onPickAll: () => void;
  busy: boolean;
  onNearEnd: () => void;
  /** Rows that are still shown where they were, though they no longer match. */
  gone: readonly string[];
  onSight: (first: number, last: number) => void;
  /** Why this operator cannot sort by names and addresses. */
  nameRefusal: string | null;
  gridRef: RefObject<HTMLDivElement | null>;
};

/** The list as a grid: one stop for the Tab key, a row under the cursor, only the rows in sight in the page. */
export function UsersTable(props: Props) {
  const { rows, total, sort, onSort, activeId, picked, gridRef } = props;
  const narrow = useNarrow();
  const density = densityPreference.use();
  const rowHeight = narrow ? narrowRow.height : rowHeights[density];
  const { layout, columns, lines, widen } = useColumns(props.layout, props.onLayout);
  const table = useUsersTable({ layout, sort, onSort });
  const { setScroller, items, height, scrollTo } = useVirtualRows({
    count: rows.length,
    rowHeight,
    headHeight: HEAD_HEIGHT,
    onNearEnd: props.onNearEnd,
    onSight: props.onSight,
  });
  const loadedPicked = useMemo(() => pickedOf(rows, picked), [rows, picked]);
  const onRowClick = useRowClicks(rows, props);

  const activeInPage = items.some(({ index }) => rows[index]?.linkId === activeId);
  const reveal = useEffectEvent((id: string) => {
    const index = rows.findIndex((user) => user.linkId === id);
    if (index >= 0) scrollTo(index);
  });
  useEffect(() => {
    if (activeId) reveal(activeId);
  }, [activeId]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    event.preventDefault();
    props.onMove(event.key === "ArrowDown" ? 1 : -1);
  };
  return (
    <div ref={setScroller} className="scroll-y min-h-0 flex-1 overflow-x-auto">
      <div
        ref={gridRef}
        role="grid"
        aria-label={t("users")}
        aria-rowcount={total + 1}
        aria-multiselectable
        aria-busy={props.busy || undefined}
        aria-activedescendant={activeId && activeInPage ? rowId(activeId) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        style={{
          ["--tracks" as string]: narrow ? narrowRow.tracks : lines.template,
          ...(narrow ? {} : { minWidth: lines.minWidth }),
        }}
        className={clsx("group/grid", activeInPage ? "outline-none" : "focus-visible:-outline-offset-2")}
      >
        <UsersTableHead
          table={table}
          narrow={narrow}
          busy={props.busy}
          layout={layout}
          pins={lines.pins}
          onLayout={props.onLayout}
          onWiden={widen}
          nameRefusal={props.nameRefusal}
          {...loadedPicked}
          onPickAll={props.onPickAll}
        />
        <div role="rowgroup" className="relative" style={{ height }} onClick={onRowClick}>
          {items.map((item) => {
            const user = rows[item.index];
            if (!user) return null;
            return (
              <UsersTableRow
                key={user.linkId}
                id={rowId(user.linkId)}
                user={user}
                columns={columns}
                pins={lines.pins}
                index={item.index}
                top={item.start}
                height={rowHeight}
                narrow={narrow}
                active={user.linkId === activeId}
                gone={props.gone.includes(user.linkId)}
                picked={isPicked(picked, user.linkId)}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Whether all loaded rows are picked, or some: once for thousands of rows, and not with every row scrolled by. */
const pickedOf = (rows: readonly UserLink[], picked: Picked) => ({
  allPicked: rows.length > 0 && rows.every((user) => isPicked(picked, user.linkId)),
  somePicked: rows.some((user) => isPicked(picked, user.linkId)),
});

/** The columns as they lie, while one is being drawn wider too; rows only hear of it when they have to. */
function useColumns(kept: ColumnLayout, onLayout: (layout: ColumnLayout) => void) {
  const [drawn, setDrawn] = useState<ColumnLayout | null>(null);
  const text = layoutText(drawn ?? kept);
  const layout = useMemo(() => readLayout(text), [text]);
  const lines = trackLines(layout);
  const columns = layout.map(({ key }) => key).join(" ");
  const pinsText = JSON.stringify([...lines.pins]);
  const pins = useMemo(() => new Map<ColumnKey, number>(JSON.parse(pinsText)), [pinsText]);
  /** While it is drawn only the list knows; `done` says that it shall stay so. */
  const widen = useCallback(
    (key: ColumnKey, width: number | null, done: boolean) => {
      const next = setWidth(layout, key, width);
      setDrawn(done ? null : next);
      if (done) onLayout(next);
    },
    [layout, onLayout],
  );
  return { layout, columns, lines: { ...lines, pins }, widen };
}
