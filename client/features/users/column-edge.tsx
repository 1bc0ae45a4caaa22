import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import { widthBounds, type ColumnKey } from "./column-layout";
import { t } from "./columns-words";

type Props = {
  id: ColumnKey;
  name: string;
  /** px. */
  width: number;
  pinned: boolean;
  /** `null` is the usual width; `done` that it shall stay. */
  onWiden: (key: ColumnKey, width: number | null, done: boolean) => void;
};

const STEP = 16;

/** The edge of a column: drawn with the pointer or by the arrow keys, back to usual by a double click or Home. */
export function ColumnEdge({ id, name, width, pinned, onWiden }: Props) {
  const from = useRef<{ x: number; width: number } | null>(null);
  const drawnTo = ({ clientX }: PointerEvent) =>
    from.current && from.current.width + clientX - from.current.x;

  const down = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    // The name may be wider than said, since it takes what is left over: it is drawn from how wide it is.
    const shown = event.currentTarget.parentElement?.getBoundingClientRect().width ?? 0;
    const gap = pinned ? 12 : 0;
    from.current = { x: event.clientX, width: shown - gap || width };
  };
  const move = (event: PointerEvent) => {
    const drawn = drawnTo(event);
    if (drawn !== null) onWiden(id, drawn, false);
  };
  const up = (event: PointerEvent) => {
    const drawn = drawnTo(event);
    const moved = from.current?.x !== event.clientX;
    from.current = null;
    if (drawn !== null && moved) onWiden(id, drawn, true);
  };
  const keys: Record<string, number | null> = {
    ...{ ArrowLeft: width - STEP, ArrowRight: width + STEP, Home: null },
  };
  const press = (event: KeyboardEvent) => {
    const wanted = keys[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    onWiden(id, wanted, true);
  };
  return (
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={t("widthOf", { column: name })}
      aria-valuenow={width}
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
      onDoubleClick={() => onWiden(id, null, true)}
      onKeyDown={press}
      className="absolute inset-y-0 -right-2.5 z-20 w-2 cursor-col-resize touch-none rounded-sm after:absolute after:inset-y-1.5 after:left-1/2 after:w-px after:bg-line-strong after:opacity-0 group-hover/head:after:opacity-100 hover:after:bg-accent focus-visible:after:opacity-100"
    />
  );
}
