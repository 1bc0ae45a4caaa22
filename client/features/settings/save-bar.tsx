import { Button } from "../../ui/button";
import { t } from "./words";

type Props = { count: number; busy: boolean; refusal: string | null; onUndo: () => void };

/** What is not saved yet, in sight wherever one has scrolled to. */
export function SaveBar({ count, busy, refusal, onUndo }: Props) {
  return (
    <div
      role="region"
      aria-label={t("unsaved")}
      className="sticky bottom-0 -mx-4 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-surface px-4 py-3 sm:-mx-5 sm:px-5"
    >
      <span className="flex-1 text-fg-2 max-sm:basis-full">{t("notSavedYet", { count })}</span>
      <Button variant="ghost" onClick={onUndo}>
        {t("undo")}
      </Button>
      <Button type="submit" variant="primary" busy={busy} disabledReason={refusal}>
        {t("save", { count })}
      </Button>
    </div>
  );
}
