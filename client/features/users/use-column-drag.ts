import { useState, type DragEvent } from "react";
import { moveColumn, type ColumnKey, type ColumnLayout } from "./column-layout";

export type DragProps = {
  draggable: true;
  "data-dragged"?: true | undefined;
  "data-drop"?: true | undefined;
  onDragStart: (event: DragEvent<HTMLElement>) => void;
  onDragOver: (event: DragEvent<HTMLElement>) => void;
  onDrop: (event: DragEvent<HTMLElement>) => void;
  onDragEnd: () => void;
};

/** Columns dragged to another place, by the browser's own drag and drop: along a row (`x`) or a list (`y`). */
export function useColumnDrag(
  layout: ColumnLayout,
  onLayout: (layout: ColumnLayout) => void,
  axis: "x" | "y",
) {
  const [dragged, setDragged] = useState<ColumnKey | null>(null);
  const [over, setOver] = useState<ColumnKey | null>(null);
  const end = () => {
    setDragged(null);
    setOver(null);
  };
  const drop = (event: DragEvent<HTMLElement>, key: ColumnKey) => {
    event.preventDefault();
    if (dragged && dragged !== key) {
      const others = layout.filter((column) => column.key !== dragged);
      const at = others.findIndex((column) => column.key === key);
      onLayout(moveColumn(layout, dragged, isPastMiddle(event, axis) ? at + 1 : at));
    }
    end();
  };
  const propsOf = (key: ColumnKey): DragProps => ({
    draggable: true,
    "data-dragged": dragged === key || undefined,
    "data-drop": (over === key && dragged !== key) || undefined,
    onDragStart: (event) => {
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", key);
      setDragged(key);
    },
    onDragOver: (event) => {
      if (!dragged) return;
      event.preventDefault();
      setOver(key);
    },
    onDrop: (event) => drop(event, key),
    onDragEnd: end,
  });
  return { propsOf };
}

function isPastMiddle({ currentTarget, clientX, clientY }: DragEvent<HTMLElement>, axis: "x" | "y"): boolean {
  const box = currentTarget.getBoundingClientRect();
  return axis === "x" ? clientX > box.left + box.width / 2 : clientY > box.top + box.height / 2;
}
