import { useState } from "react";
import type { WebhookRow } from "../../../../shared/webhooks-api";
import { isControl, useHotkeys } from "../../../lib/hotkeys";
import type { useWebhooksSearch, WebhooksSearch } from "../webhooks-search";

type Options = {
  rows: WebhookRow[];
  search: WebhooksSearch;
  change: ReturnType<typeof useWebhooksSearch>[1];
};

/** The row under the cursor, and the keys that move it, open it and leave it. */
export function useLogKeys({ rows, search, change }: Options) {
  const [cursor, setCursor] = useState<string | null>(null);
  const activeId = search.open ?? cursor;

  const open = (attemptId: string) => {
    setCursor(attemptId);
    change({ open: attemptId }, { replace: search.open !== null });
  };
  const move = (step: 1 | -1) => {
    const at = rows.findIndex((row) => row.attemptId === activeId);
    const next = rows[at < 0 ? 0 : at + step]?.attemptId;
    if (!next) return;
    if (search.open === null) setCursor(next);
    else open(next);
  };
  const close = () => {
    setCursor(search.open);
    change({ open: null });
  };
  useHotkeys("webhooks", {
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
