import { ArrowUp } from "lucide-react";
import { formatNumber } from "../../lib/format";

/** People came or went while the list was being looked at. It stays as it is until asked to catch up. */
export function MovedPill({ moved, onShow }: { moved: number; onShow: () => void }) {
  return (
    <span role="status">
      {moved > 0 ? (
        <button
          type="button"
          onClick={onShow}
          className="inline-flex h-6 items-center gap-1 rounded-full bg-wait-soft px-2.5 text-sm font-medium text-wait hover:underline"
        >
          <ArrowUp aria-hidden className="size-3" />
          {formatNumber(moved)} changed, show
        </button>
      ) : null}
    </span>
  );
}
