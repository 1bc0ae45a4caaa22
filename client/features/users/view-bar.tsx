import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { useToast } from "../../ui/toast";
import { layoutText, type ColumnLayout } from "./column-layout";
import { ViewDialog } from "./lazy-parts";
import { useMe } from "./use-permission";
import { writeUsersSearch, type UsersSearch } from "./users-search";
import { useViews } from "./use-views";
import { openedView, viewOf } from "./view-search";
import { ViewsMenu, type ViewTask } from "./views-menu";
import { t } from "./words";

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
  const { add: toast } = useToast();
  const seen = viewOf(search, layout);
  const kept = open?.kept ?? null;
  const mayChange = kept !== null && (kept.mine || me?.role === "admin");
  const save = useSaveView();

  const copyLink = async () => {
    const cols = layoutText(layout);
    const params = writeUsersSearch(new URLSearchParams(window.location.search), { cols, user: null });
    await navigator.clipboard.writeText(`${window.location.origin}/users?${params.toString()}`);
    toast({ title: t("linkCopied"), description: t("linkCopiedHelp") });
  };
  return (
    <>
      <ViewsMenu
        views={views}
        open={open}
        mayChange={mayChange}
        onChange={onChange}
        onTask={setTask}
        onCopyLink={() => void copyLink()}
      />
      {open && changed ? (
        <span role="group" aria-label={t("changedView")} className="flex shrink-0 items-center gap-1">
          <span className="text-sm text-warn">{t("changed")}</span>
          {kept && mayChange ? (
            <Button
              size="sm"
              variant="ghost"
              busy={save.isPending}
              onClick={() => save.mutate({ ...inputOf(kept), search: seen })}
            >
              {t("save")}
            </Button>
          ) : null}
          <Button size="sm" variant="ghost" onClick={() => setTask("save")}>
            {t("saveAs")}
          </Button>
          <Button size="sm" variant="ghost" onClick={() => onChange(openedView(open))}>
            {t("undo")}
          </Button>
        </span>
      ) : null}
      {task ? (
        <ViewDialog
          task={task}
          view={kept}
          seen={seen}
          onDone={(view) => {
            setTask(null);
            if (view !== undefined) onChange(view === null ? { view: null } : openedView(view));
          }}
        />
      ) : null}
    </>
  );
}

const inputOf = ({ viewId, name, shared }: { viewId: string; name: string; shared: boolean }) => ({
  ...{ viewId, name, shared },
});

/** Keeps what is seen in the open view. */
function useSaveView() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { add: toast } = useToast();
  return useMutation(
    trpc.savedViews.save.mutationOptions({
      onSuccess: async ({ name }) => {
        await queryClient.invalidateQueries(trpc.savedViews.list.queryFilter());
        toast({ title: t("viewSaved", { name }) });
      },
      onError: (error) => toast({ title: t("viewNotSaved"), description: describeError(error).message }),
    }),
  );
}
