import { useState } from "react";
import { isControl, useHotkeys } from "../../lib/hotkeys";
import type { KeyOf, Place } from "../../lib/shortcuts";

type LogKey = "j" | "k" | "Enter" | "Escape";
/** The places whose keys are those of a log. */
type LogPlace = { [Where in Place]: KeyOf<Where> extends LogKey ? Where : never }[Place];

type Options<Row> = {
  place: LogPlace;
  rows: readonly Row[];
  idOf: (row: Row) => string;
  /** The row that is open, as the address says. */
  opened: string | null;
  change: (changes: { open: string | null }, options?: { replace?: boolean }) => void;
};

/** The row under the cursor, and the keys that move it, open it and leave it. */
export function useLogKeys<Row>({ place, rows, idOf, opened, change }: Options<Row>) {
  const [cursor, setCursor] = useState<string | null>(null);
  const activeId = opened ?? cursor;
  const at = rows.findIndex((row) => idOf(row) === activeId);

  const open = (id: string) => {
    setCursor(id);
    change({ open: id }, { replace: opened !== null });
  };
  const move = (step: 1 | -1) => {
    const next = rows[at < 0 ? 0 : at + step];
    if (next === undefined) return;
    if (opened === null) setCursor(idOf(next));
    else open(idOf(next));
  };
  const close = () => {
    setCursor(opened);
    change({ open: null });
  };
  useHotkeys(place, {
    j: () => move(1),
    k: () => move(-1),
    Enter: (event) => {
      if (!isControl(event.target) && activeId) open(activeId);
      else if (event.target instanceof HTMLElement) event.target.click();
    },
    Escape: () => opened !== null && close(),
  });
  // What is open may be in no row that is loaded; then the log begins at its top.
  const neighbours = { before: at > 0, after: at + 1 < rows.length };
  return { activeId, open, move, close, neighbours };
}
