import { plural } from "../../lib/format";
import { Button } from "../../ui/button";

type Props = { count: number; busy: boolean; refusal: string | null; onUndo: () => void };

/** What is not saved yet, in sight wherever one has scrolled to. */
export function SaveBar({ count, busy, refusal, onUndo }: Props) {
  return (
    <div
      role="region"
      aria-label="Unsaved changes"
      className="sticky bottom-0 -mx-4 flex flex-wrap items-center gap-2 border-t border-line bg-surface px-4 py-3 sm:-mx-5 sm:px-5"
    >
      <span className="min-w-40 flex-1 text-fg-2">
        {plural(count, "change", "changes")} not saved. This server follows at once, others within seconds.
      </span>
      <Button variant="ghost" onClick={onUndo}>
        Undo
      </Button>
      <Button type="submit" variant="primary" busy={busy} disabledReason={refusal}>
        Save {plural(count, "setting", "settings")}
      </Button>
    </div>
  );
}
