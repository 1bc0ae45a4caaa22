import { Skeleton } from "../skeleton";
import { tracksOf, type LogLook } from "./look";

type Props = { label: string; look: Pick<LogLook<never>, "columns"> };

/** How much of its column a text takes. */
const shares = ["w-3/5", "w-4/5", "w-1/2", "w-2/3", "w-3/4"];

/** A log before it is here: lines in its columns, or two-line rows on a narrow screen. */
export function LogSkeleton({ label, look }: Props) {
  const tracks = { gridTemplateColumns: tracksOf(look) };
  return (
    <div role="status" aria-label={label} className="min-h-0 flex-1 overflow-hidden">
      <div className="h-8 border-b border-line max-md:hidden" />
      {Array.from({ length: 24 }, (_, index) => (
        <div key={index} className="border-b border-line px-4">
          <div className="grid h-9 items-center gap-x-3 max-md:hidden" style={tracks}>
            {look.columns.map(([heading], column) => (
              <Skeleton key={heading} className={shares[(index + column * 2) % shares.length] ?? ""} />
            ))}
          </div>
          <div className="grid h-14 grid-cols-[1fr_auto] content-center gap-y-2 md:hidden">
            <Skeleton className={index % 3 === 0 ? "w-40" : "w-32"} />
            <Skeleton className="w-16" />
            <Skeleton className="w-48" />
            <Skeleton className="w-16" />
          </div>
        </div>
      ))}
    </div>
  );
}
