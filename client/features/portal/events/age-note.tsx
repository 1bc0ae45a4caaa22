import { formatDayAndMinute } from "../../../lib/format";
import { Notice } from "../../../ui/notice";
import { t } from "./words";

type Props = { readAt: number; fresh: boolean; failed: boolean };

/** Says how old the page is, where the backend did not answer for a newer one, or nobody did. */
export function AgeNote({ readAt, fresh, failed }: Props) {
  return (
    <div role="status" className="empty:hidden">
      {fresh && !failed ? null : (
        <Notice tone="warn">
          {t(failed ? "notRefreshed" : "old", { time: formatDayAndMinute(readAt) })}
        </Notice>
      )}
    </div>
  );
}
