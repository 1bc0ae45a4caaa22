import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import { columnNames, widthBounds, widthOf, type Column, type ColumnKey } from "./column-layout";
import { t } from "./words";

type Props = {
  column: Column;
  /** `null` is the usual width; `done` that it shall stay. */
  onWiden: (key: ColumnKey, width: number | null, done: boolean) => void;
};

const STEP = 16;

/** The edge of a column: drawn with the pointer or by the arrow keys, back to usual by a double click or Home. */
export function ColumnEdge({ column, onWiden }: Props) {
  const from = useRef<{ x: number; width: number } | null>(null);
  const { key } = column;
  const drawnTo = ({ clientX }: PointerEvent) =>
    from.current && from.current.width + clientX - from.current.x;

  const down = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    // The name may be wider than said, since it takes what is left over: it is drawn from how wide it is.
    const shown = event.currentTarget.parentElement?.getBoundingClientRect().width ?? 0;
    const gap = column.pinned ? 12 : 0;
    from.current = { x: event.clientX, width: shown - gap || widthOf(column) };
  };
  const move = (event: PointerEvent) => {
    const width = drawnTo(event);
    if (width !== null) onWiden(key, width, false);
  };
  const up = (event: PointerEvent) => {
    const width = drawnTo(event);
    const moved = from.current?.x !== event.clientX;
    from.current = null;
    if (width !== null && moved) onWiden(key, width, true);
  };
  const keys: Record<string, number | null> = {
    ...{ ArrowLeft: widthOf(column) - STEP, ArrowRight: widthOf(column) + STEP },
    Home: null,
  };
  const press = (event: KeyboardEvent) => {
    const width = keys[event.key];
    if (width === undefined) return;
    event.preventDefault();
    onWiden(key, width, true);
  };
  return (
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={t("widthOf", { column: columnNames[key] })}
      aria-valuenow={widthOf(column)}
      aria-valuemin={widthBounds.min}
      aria-valuemax={widthBounds.max}
      tabIndex={0}
      draggable
      onDragStart={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onDoubleClick={() => onWiden(key, null, true)}
      onKeyDown={press}
      className="absolute inset-y-0 -right-2.5 z-20 w-2 cursor-col-resize touch-none rounded-sm after:absolute after:inset-y-1.5 after:left-1/2 after:w-px after:bg-line-strong after:opacity-0 group-hover/head:after:opacity-100 hover:after:bg-accent focus-visible:after:opacity-100"
    />
  );
}
