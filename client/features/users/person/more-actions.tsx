import { Ellipsis } from "lucide-react";
import { repairNames, type PersonAction } from "../../../../shared/person-actions";
import type { UserDetail } from "../../../../shared/users-api";
import { IconButton } from "../../../ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "../../../ui/menu";
import { actionTitles, moreWords } from "./action-words";
import { ExportPerson } from "./export-person";
import { PurgePerson } from "./purge-person";
import type { Refusals } from "./use-refusals";

type Props = {
  detail: UserDetail;
  /** What there was no room for before the menu. */
  first: PersonAction[];
  refusalOf: Refusals;
  onDo: (action: PersonAction) => void;
  onPurge: () => void;
};

/** The repairs that need judgement, and the end: each can be found here, and says why when it is not possible now. */
export function MoreActions({ detail, first, refusalOf, onDo, onPurge }: Props) {
  return (
    <Menu
      align="end"
      trigger={<IconButton label={moreWords("more")} icon={<Ellipsis className="size-4" />} />}
    >
      {[...new Set([...first, ...repairNames])].map((action) => {
        const refusal = refusalOf(action);
        return (
          <MenuItem
            key={action}
            disabled={refusal !== null}
            description={refusal}
            onClick={() => onDo(action)}
          >
            {actionTitles(action)}
          </MenuItem>
        );
      })}
      <MenuSeparator />
      <ExportPerson linkId={detail.row.linkId} />
      <PurgePerson detail={detail} onPurge={onPurge} />
    </Menu>
  );
}
