import { ArrowDown, ArrowUp, GripVertical, Pin, PinOff } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { IconButton } from "../../ui/icon-button";
import {
  columnKeys,
  columnNames,
  isUsual,
  moveColumn,
  toggleColumn,
  togglePin,
  usualLayout,
  type Column,
  type ColumnKey,
  type ColumnLayout,
} from "./column-layout";
import { useColumnDrag, type DragProps } from "./use-column-drag";
import { t } from "./columns-words";

type Props = { layout: ColumnLayout; onLayout: (layout: ColumnLayout) => void };

/** All columns: the shown ones in their order, to be moved and pinned, then the hidden ones. */
export function ColumnsPanel({ layout, onLayout }: Props) {
  const [said, setSaid] = useState("");
  const drag = useColumnDrag(layout, onLayout, "y");
  const hidden = columnKeys.filter((key) => layout.every((column) => column.key !== key));
  const move = (key: ColumnKey, to: number) => {
    const next = moveColumn(layout, key, to);
    onLayout(next);
    const place = next.findIndex((column) => column.key === key) + 1;
    setSaid(t("placeOf", { column: columnNames[key], place, count: next.length }));
  };
  return (
    <div className="flex w-72 flex-col gap-2">
      <ul aria-label={t("columns")} className="flex flex-col">
        {layout.map((column, place) => (
          <ShownColumn
            key={column.key}
            column={column}
            place={place}
            last={layout.length - 1}
            drag={drag.propsOf(column.key)}
            onToggle={() => onLayout(toggleColumn(layout, column.key))}
            onPin={() => onLayout(togglePin(layout, column.key))}
            onMove={(to) => move(column.key, to)}
          />
        ))}
        {hidden.map((key) => (
          <li key={key} className="flex h-8 items-center px-1 pl-6">
            <label className="flex items-center gap-2 text-fg-2">
              <Checkbox checked={false} onChange={() => onLayout(toggleColumn(layout, key))} />
              {columnNames[key]}
            </label>
          </li>
        ))}
      </ul>
      <div className="flex items-center justify-between gap-3 border-t border-line pt-2 text-sm text-fg-3">
        {t("keptForYou")}
        <Button size="sm" variant="ghost" disabled={isUsual(layout)} onClick={() => onLayout(usualLayout)}>
          {t("reset")}
        </Button>
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  );
}

type ShownProps = {
  column: Column;
  place: number;
  last: number;
  drag: DragProps;
  onToggle: () => void;
  onPin: () => void;
  onMove: (to: number) => void;
};

/** One column: dragged by the pointer, or moved by its buttons or by Alt with an arrow key. */
function ShownColumn({ column: { key, pinned }, place, last, drag, onToggle, onPin, onMove }: ShownProps) {
  const name = columnNames[key];
  const press = (event: KeyboardEvent) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    onMove(place + (event.key === "ArrowUp" ? -1 : 1));
  };
  const icon = "size-3.5";
  const PinIcon = pinned ? PinOff : Pin;
  return (
    <li
      {...drag}
      onKeyDown={press}
      className="group/column flex h-8 items-center rounded-sm px-1 data-drop:bg-selected data-dragged:opacity-50"
    >
      <GripVertical aria-hidden className="mr-1 size-4 cursor-grab text-fg-3" />
      <label className="flex min-w-0 flex-1 items-center gap-2">
        <Checkbox checked disabled={key === "name"} onChange={onToggle} />
        <span className="truncate">{name}</span>
      </label>
      <IconButton
        label={t(pinned ? "unpin" : "pin", { column: name })}
        icon={<PinIcon className={icon} />}
        aria-pressed={pinned}
        onClick={onPin}
        className={pinned ? "text-accent" : ""}
      />
      <IconButton
        label={t("moveUp", { column: name })}
        icon={<ArrowUp className={icon} />}
        disabled={place === 0}
        onClick={() => onMove(place - 1)}
      />
      <IconButton
        label={t("moveDown", { column: name })}
        icon={<ArrowDown className={icon} />}
        disabled={place === last}
        onClick={() => onMove(place + 1)}
      />
    </li>
  );
}
