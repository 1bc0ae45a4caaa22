import { useMutation, useQueryClient } from "@tanstack/react-query";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { useToast } from "../../ui/toast";
import type { KnownView } from "./use-views";
import { t } from "./views-words";

type Props = {
  view: KnownView;
  mayChange: boolean;
  /** What is seen instead. */
  seen: string;
  onSaveAs: () => void;
  onUndo: () => void;
};

/** That something else is seen than the open view says, and what becomes of it. */
export function ChangedView({ view: { kept }, mayChange, seen, onSaveAs, onUndo }: Props) {
  const save = useSaveView();
  return (
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
      <Button size="sm" variant="ghost" onClick={onSaveAs}>
        {t("saveAs")}
      </Button>
      <Button size="sm" variant="ghost" onClick={onUndo}>
        {t("undo")}
      </Button>
    </span>
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
