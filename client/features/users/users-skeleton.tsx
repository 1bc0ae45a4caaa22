import { densityPreference, rowHeights } from "../../lib/density";
import { useNarrow } from "../../lib/media-query";
import { Skeleton } from "../../ui/skeleton";
import { narrowRow, usersColumns, usersTracks } from "./columns";

const nameWidths = ["w-36", "w-44", "w-28", "w-40", "w-32"];
const widths = ["w-24", "w-20", "w-20", "w-16", "w-16", "w-32", "w-5"];
const look = "grid items-center gap-x-3 border-b border-line px-3";

/** The list before its first rows: the same head, tracks and lines, without anybody. */
export function UsersSkeleton() {
  const narrow = useNarrow();
  const density = densityPreference.use();
  const height = narrow ? narrowRow.height : rowHeights[density];
  const gridTemplateColumns = narrow ? narrowRow.tracks : usersTracks;
  return (
    <div role="status" aria-label="Loading users" className="min-h-0 flex-1 overflow-hidden">
      <div className="md:min-w-[1120px]">
        <div
          aria-hidden
          style={{ gridTemplateColumns }}
          className={`${look} h-8 text-sm whitespace-nowrap text-fg-2`}
        >
          <span />
          {(narrow ? usersColumns.slice(0, 1) : usersColumns).map(({ header, meta }) => (
            <span key={String(header)} className="flex gap-2">
              {meta?.sorts?.map(([key, name]) => <span key={key}>{name}</span>) ?? String(header)}
            </span>
          ))}
        </div>
        {Array.from({ length: 24 }, (_, index) => (
          <div key={index} style={{ height, gridTemplateColumns }} className={look}>
            <Skeleton className="size-4" />
            <Skeleton className={nameWidths[index % nameWidths.length] ?? "w-36"} />
            {narrow ? null : widths.map((width, column) => <Skeleton key={column} className={width} />)}
          </div>
        ))}
      </div>
    </div>
  );
}
