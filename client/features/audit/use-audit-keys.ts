import { useState } from "react";
import type { AuditRow } from "../../../shared/audit-api";
import { isControl, useHotkeys } from "../../lib/hotkeys";
import type { AuditSearch, useAuditSearch } from "./audit-search";

type Options = {
  rows: readonly AuditRow[];
  search: AuditSearch;
  change: ReturnType<typeof useAuditSearch>[1];
};

/** The row under the cursor, and the keys that move it, open it and leave it. */
export function useAuditKeys({ rows, search, change }: Options) {
  const [cursor, setCursor] = useState<string | null>(null);
  const activeId = search.open ?? cursor;

  const open = (eventId: string) => {
    setCursor(eventId);
    change({ open: eventId }, { replace: search.open !== null });
  };
  const move = (step: 1 | -1) => {
    const at = rows.findIndex((row) => row.eventId === activeId);
    const next = rows[at < 0 ? 0 : at + step]?.eventId;
    if (!next) return;
    if (search.open === null) setCursor(next);
    else open(next);
  };
  const close = () => {
    setCursor(search.open);
    change({ open: null });
  };
  useHotkeys("audit", {
    j: () => move(1),
    k: () => move(-1),
    Enter: (event) => {
      if (!isControl(event.target) && activeId) open(activeId);
      else if (event.target instanceof HTMLElement) event.target.click();
    },
    Escape: () => search.open !== null && close(),
  });
  return { activeId, open, move, close };
}
