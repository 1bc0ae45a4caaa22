import { ChevronDown } from "lucide-react";
import type { RunAction } from "../../../shared/runs-api";
import { useNarrow } from "../../lib/media-query";
import { Button } from "../../ui/button";
import { buttonLook } from "../../ui/button-look";
import { Menu, MenuItem } from "../../ui/menu";
import { actionWords } from "../runs/action-words";
import type { Total } from "./selection";
import { t } from "./selection-words";

/** What is at hand on a wide screen; the rest, and on a narrow one everything but the resync, is in a menu. */
const beside: RunAction[] = ["resend_welcome", "soft_delete"];
const inMenu: RunAction[] = ["restore", "archive_contact", "link_matched", "invite"];

type Props = {
  total: Total;
  onAction: (action: RunAction) => void;
  /** Why bulk work is not for this operator, or `null`. */
  refusal: string | null;
};

/** Everything that can be done to the picked people. */
export function BulkActions({ total: { count, exact }, onAction, refusal }: Props) {
  const narrow = useNarrow();
  const common = { size: "sm", disabledReason: refusal, disabled: count === 0 } as const;
  const { icon: ResyncIcon } = actionWords.resync;
  return (
    <>
      <Button
        {...common}
        variant="primary"
        icon={<ResyncIcon aria-hidden className="size-3.5" />}
        onClick={() => onAction("resync")}
      >
        {exact ? t("resyncCount", { count }) : t("resyncUsers")}
      </Button>
      {narrow
        ? null
        : beside.map((action) => (
            <Button key={action} {...common} onClick={() => onAction(action)}>
              {actionWords[action].verb}
            </Button>
          ))}
      {refusal || count === 0 ? (
        <Button {...common}>{t("more")}</Button>
      ) : (
        <MoreActions actions={narrow ? [...beside, ...inMenu] : inMenu} onAction={onAction} />
      )}
    </>
  );
}

function MoreActions({ actions, onAction }: { actions: RunAction[]; onAction: (action: RunAction) => void }) {
  const trigger = (
    <button type="button" className={buttonLook("secondary", "sm")}>
      {t("more")}
      <ChevronDown aria-hidden className="size-3.5 opacity-60" />
    </button>
  );
  return (
    <Menu trigger={trigger} align="end" side="top">
      {actions.map((action) => {
        const { icon: Icon, verb } = actionWords[action];
        return (
          <MenuItem key={action} onClick={() => onAction(action)}>
            <Icon aria-hidden className="size-3.5 text-fg-3" />
            {verb}
          </MenuItem>
        );
      })}
    </Menu>
  );
}
