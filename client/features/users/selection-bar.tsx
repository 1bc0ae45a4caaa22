import type { RunAction } from "../../../shared/runs-api";
import { formatCount } from "../../lib/format";
import { Button } from "../../ui/button";
import { Kbd } from "../../ui/kbd";
import { BulkActions } from "./bulk-actions";
import { pickedCount, type Picked, type Total } from "./selection";
import { t } from "./selection-words";

type Props = {
  picked: Picked;
  total: Total;
  onPickEveryone: () => void;
  onClear: () => void;
  onAction: (action: RunAction) => void;
  onExport: () => void;
  /** Why bulk work is not for this operator, or `null`; and why taking people along is not. */
  refusal: string | null;
  exportRefusal: string | null;
};

/** Who is picked, in words that leave no doubt, and what can be done to them. */
export function SelectionBar(props: Props) {
  const { picked, total, onPickEveryone, onClear, onAction, refusal } = props;
  return (
    <section
      aria-label={t("selection")}
      className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-bg px-4 py-2"
    >
      <p role="status" className="nums font-medium">
        {selectionWords(picked, total)}
      </p>
      {picked.by === "ids" && total.count > picked.ids.size ? (
        <button type="button" className="rounded-sm text-accent hover:underline" onClick={onPickEveryone}>
          {t("selectAllMatching", { count: formatCount(total.count, total.exact) })}
        </button>
      ) : null}
      <div className="ml-auto flex flex-wrap items-center justify-end gap-2">
        <BulkActions total={pickedCount(picked, total)} onAction={onAction} refusal={refusal} />
        <Button size="sm" disabledReason={props.exportRefusal} onClick={props.onExport}>
          {t("export")}
        </Button>
        <Button variant="ghost" size="sm" onClick={onClear}>
          {t("clear")}
          <span className="pointer-coarse:hidden">
            <Kbd>Esc</Kbd>
          </span>
        </Button>
      </div>
    </section>
  );
}

export function selectionWords(picked: Picked, total: Total): string {
  if (picked.by === "ids") return t("selected", { count: picked.ids.size });
  const count = formatCount(total.count, total.exact);
  return picked.ids.size > 0 ? t("allBut", { count, less: picked.ids.size }) : t("allMatching", { count });
}
