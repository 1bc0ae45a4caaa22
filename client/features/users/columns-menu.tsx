import { Columns3 } from "lucide-react";
import { Suspense } from "react";
import { sparePart } from "../../lib/lazy-part";
import { buttonLook } from "../../ui/button-look";
import { Popover } from "../../ui/popover";
import type { ColumnLayout } from "./column-layout";
import { t } from "./words";

const Panel = sparePart(async () => (await import("./columns-panel")).ColumnsPanel);

type Props = { layout: ColumnLayout; onLayout: (layout: ColumnLayout) => void };

/** Which columns there are, in which order, and which stay. */
export function ColumnsMenu(props: Props) {
  const trigger = (
    <button type="button" className={buttonLook("ghost", "sm")}>
      <Columns3 aria-hidden className="size-3.5" />
      {t("columns")}
    </button>
  );
  return (
    <Popover label={t("columns")} trigger={trigger}>
      <Suspense>
        <Panel {...props} />
      </Suspense>
    </Popover>
  );
}
