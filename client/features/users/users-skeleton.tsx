import { densityPreference, rowHeights } from "../../lib/density";
import { useNarrow } from "../../lib/media-query";
import { Skeleton } from "../../ui/skeleton";
import { columnNames, trackLines, type ColumnKey, type ColumnLayout } from "./column-layout";
import { narrowRow } from "./columns";
import { t } from "./words";

const nameWidths = ["w-36", "w-44", "w-28", "w-40", "w-32"];
const widths: Partial<Record<ColumnKey, string>> = { state: "w-24", lastWebhookAt: "w-32", attempts: "w-5" };
const look = "grid items-center gap-x-3 border-b border-line px-3";

/** The list before its first rows: the same head, tracks and lines, without anybody. */
export function UsersSkeleton({ layout }: { layout: ColumnLayout }) {
  const narrow = useNarrow();
  const density = densityPreference.use();
  const height = narrow ? narrowRow.height : rowHeights[density];
  const { template, minWidth } = trackLines(layout);
  const shown = narrow ? layout.filter(({ key }) => key === "name") : layout;
  const gridTemplateColumns = narrow ? narrowRow.tracks : template;
  return (
    <div role="status" aria-label={t("loadingUsers")} className="min-h-0 flex-1 overflow-hidden">
      <div style={narrow ? {} : { minWidth }}>
        <div
          aria-hidden
          style={{ gridTemplateColumns }}
          className={`${look} h-8 text-sm whitespace-nowrap text-fg-2`}
        >
          <span />
          {shown.map(({ key }) => (
            <span key={key}>{columnNames[key]}</span>
          ))}
        </div>
        {Array.from({ length: 24 }, (_, index) => (
          <div key={index} style={{ height, gridTemplateColumns }} className={look}>
            <Skeleton className="size-4" />
            {shown.map(({ key }) => (
              <Skeleton key={key} className={skeletonWidth(key, index)} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

const skeletonWidth = (key: ColumnKey, index: number) =>
  key === "name" ? (nameWidths[index % nameWidths.length] ?? "w-36") : (widths[key] ?? "w-16");
