import { MenuItem, MenuSeparator } from "../../ui/menu";
import { useToast } from "../../ui/toast";
import { layoutText, type ColumnLayout } from "./column-layout";
import { noFilter, writeUsersSearch, type UsersSearch } from "./users-search";
import type { KnownView } from "./use-views";
import { openedView } from "./view-search";
import { t } from "./views-words";

/** What somebody wants to do with a view: keep a new one, rename the open one, or remove it. */
export type ViewTask = "save" | "rename" | "remove";

type Props = {
  views: KnownView[];
  open: KnownView | null;
  /** Whether the open view may be renamed and removed. */
  mayChange: boolean;
  layout: ColumnLayout;
  onChange: (changes: Partial<UsersSearch>) => void;
  onTask: (task: ViewTask) => void;
};

/** The views: those that come with Tandem, the shared ones, the operator's own; and what can be done with them. */
export function ViewsMenuItems({ views, open, mayChange, layout, onChange, onTask }: Props) {
  const copyLink = useCopyLink(layout);
  const groups = [
    [t("views"), views.filter(({ kept }) => kept === null)],
    [t("sharedViews"), views.filter(({ kept }) => kept?.shared)],
    [t("myViews"), views.filter(({ kept }) => kept && !kept.shared)],
  ] as const;
  const everybody = { ...noFilter, sort: null, cols: null, view: null, user: null };
  return (
    <>
      <MenuItem onClick={() => onChange(everybody)}>{t("everybody")}</MenuItem>
      {groups.map(([title, group]) =>
        group.length === 0 ? null : (
          <div key={title} role="group" aria-label={title}>
            <div aria-hidden className="px-2 pt-1.5 pb-0.5 text-xs font-medium text-fg-3">
              {title}
            </div>
            {group.map((view) => (
              <ViewItem
                key={view.id}
                view={view}
                current={view.id === open?.id}
                onOpen={() => onChange(openedView(view))}
              />
            ))}
          </div>
        ),
      )}
      <MenuSeparator />
      <MenuItem onClick={() => onTask("save")}>{t("saveNewView")}</MenuItem>
      {mayChange ? <MenuItem onClick={() => onTask("rename")}>{t("renameView")}</MenuItem> : null}
      {mayChange ? <MenuItem onClick={() => onTask("remove")}>{t("removeView")}</MenuItem> : null}
      <MenuItem onClick={() => void copyLink()}>{t("copyLink")}</MenuItem>
    </>
  );
}

/** Puts an address into the clipboard that shows others what is seen here. */
function useCopyLink(layout: ColumnLayout) {
  const { add: toast } = useToast();
  return async () => {
    const cols = layoutText(layout);
    const params = writeUsersSearch(new URLSearchParams(window.location.search), { cols, user: null });
    await navigator.clipboard.writeText(`${window.location.origin}/users?${params.toString()}`);
    toast({ title: t("linkCopied"), description: t("linkCopiedHelp") });
  };
}

type ItemProps = { view: KnownView; current: boolean; onOpen: () => void };

function ViewItem({ view: { name, kept }, current, onOpen }: ItemProps) {
  return (
    <MenuItem onClick={onOpen} aria-current={current || undefined}>
      <span className={current ? "font-medium text-accent" : undefined}>{name}</span>
      {kept?.shared ? (
        <span className="ml-auto pl-4 text-sm text-fg-3">{kept.mine ? t("yours") : kept.owner}</span>
      ) : null}
    </MenuItem>
  );
}
