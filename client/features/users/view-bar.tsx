import { Suspense, useState } from "react";
import { sparePart } from "../../lib/lazy-part";
import { FilterButton } from "../../ui/filter-button";
import { Menu } from "../../ui/menu";
import type { ColumnLayout } from "./column-layout";
import { ViewDialog } from "./lazy-parts";
import { useMe } from "./use-permission";
import type { UsersSearch } from "./users-search";
import { useViews } from "./use-views";
import { openedView, viewOf } from "./view-search";
import type { ViewTask } from "./views-menu";
import { t } from "./words";

const Items = sparePart(async () => (await import("./views-menu")).ViewsMenuItems);
const ChangedView = sparePart(async () => (await import("./changed-view")).ChangedView);

type Props = {
  search: UsersSearch;
  layout: ColumnLayout;
  onChange: (changes: Partial<UsersSearch>) => void;
};

/** Which view is open, the way to others, and whether what is seen is still what it says. */
export function ViewBar({ search, layout, onChange }: Props) {
  const { views, open, changed } = useViews(search);
  const [task, setTask] = useState<ViewTask | null>(null);
  const me = useMe();
  const kept = open?.kept ?? null;
  const mayChange = kept !== null && (kept.mine || me?.role === "admin");
  return (
    <>
      <Menu trigger={<FilterButton label={t("view")} chosen={open?.name ?? null} />}>
        <Items
          views={views}
          open={open}
          mayChange={mayChange}
          layout={layout}
          onChange={onChange}
          onTask={setTask}
        />
      </Menu>
      {open && changed ? (
        <Suspense>
          <ChangedView
            view={open}
            mayChange={mayChange}
            seen={viewOf(search, layout)}
            onSaveAs={() => setTask("save")}
            onUndo={() => onChange(openedView(open))}
          />
        </Suspense>
      ) : null}
      {task ? (
        <ViewDialog
          task={task}
          view={kept}
          seen={viewOf(search, layout)}
          onDone={(view) => {
            setTask(null);
            if (view !== undefined) onChange(view === null ? { view: null } : openedView(view));
          }}
        />
      ) : null}
    </>
  );
}
