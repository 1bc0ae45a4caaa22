import { Download } from "lucide-react";
import { useNarrow } from "../../lib/media-query";
import { Button } from "../../ui/button";
import { NewsPill } from "../../ui/news-pill";
import type { ColumnLayout } from "./column-layout";
import { ColumnsMenu } from "./columns-menu";
import { useExport } from "./export-users";
import { Filters } from "./filters-bar";
import { filterOf, type UsersSearch } from "./users-search";
import { ViewBar } from "./view-bar";
import { t } from "./words";

type Props = {
  search: UsersSearch;
  onChange: (changes: Partial<UsersSearch>) => void;
  layout: ColumnLayout;
  onLayout: (layout: ColumnLayout) => void;
  openedAt: number;
  /** How many rows have come or gone since the list was read. */
  moved: number;
  onShowMoved: () => void;
};

/** Over the list: which view it is, what it is narrowed to, its columns, and the way to take it along. */
export function UsersBar(props: Props) {
  const { search, onChange, layout, moved } = props;
  const narrow = useNarrow();
  const csv = useExport();
  const exportAll = () => csv.start({ by: "filter", filter: filterOf(search, props.openedAt), except: [] });
  return (
    <div className="flex shrink-0 items-center gap-2 overflow-x-auto border-b border-line px-3 py-1.5 [scrollbar-width:none]">
      <ViewBar search={search} layout={layout} onChange={onChange} />
      <Filters search={search} onChange={onChange} />
      <div className="ml-auto flex items-center gap-1 pl-2 whitespace-nowrap text-fg-3">
        <NewsPill news={moved > 0 ? t("changedCount", { count: moved }) : null} onShow={props.onShowMoved} />
        {narrow ? null : <ColumnsMenu layout={layout} onLayout={props.onLayout} />}
        <Button
          size="sm"
          variant="ghost"
          icon={<Download aria-hidden className="size-3.5" />}
          disabledReason={csv.refusal}
          busy={csv.busy}
          onClick={exportAll}
        >
          {t("export")}
        </Button>
      </div>
    </div>
  );
}
