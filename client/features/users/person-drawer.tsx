import { Maximize2, X } from "lucide-react";
import { useNavigate } from "react-router";
import type { UserLink } from "../../../shared/users-api";
import { useNarrow } from "../../lib/media-query";
import { IconButton } from "../../ui/icon-button";
import { Neighbours } from "../../ui/neighbours";
import { Sheet } from "../../ui/sheet";
import { PersonView } from "./person/person-view";
import { useUsersSearch, type PersonTab } from "./users-search";
import { t } from "./person/words";

type Props = {
  id: string | null;
  row: UserLink | null;
  tab: PersonTab;
  onTab: (tab: PersonTab) => void;
  onClose: () => void;
  onMove: (step: 1 | -1) => void;
  /** Whether there is somebody before and after in the list. */
  neighbours: { before: boolean; after: boolean };
};

/** The open person beside the list, which stays usable; on a small screen instead of it. */
export function PersonDrawer({ id, row, tab, onTab, onClose, onMove, neighbours }: Props) {
  const [, change] = useUsersSearch();
  const narrow = useNarrow();
  const navigate = useNavigate();
  return (
    <Sheet open={id !== null} onClose={onClose} label={row?.name ?? t("person")} modal={narrow}>
      {id === null ? null : (
        <div className="scroll-y min-h-0 flex-1">
          <PersonView
            key={id}
            id={id}
            row={row}
            tab={tab}
            onTab={onTab}
            onMoved={(user) => change({ user }, { replace: true })}
            frame={
              <div className="-mr-1.5 flex">
                <Neighbours neighbours={neighbours} onMove={onMove} />
                <IconButton
                  label={t("openAsPage")}
                  icon={<Maximize2 className="size-3.5" />}
                  onClick={() => void navigate(`/users/${encodeURIComponent(id)}?tab=${tab}`)}
                />
                <IconButton
                  label={t("close")}
                  hint={t("closeHint")}
                  icon={<X className="size-4" />}
                  onClick={onClose}
                />
              </div>
            }
          />
        </div>
      )}
    </Sheet>
  );
}
