import { Ellipsis } from "lucide-react";
import { repairNames, type RepairName } from "../../../../shared/person-actions";
import { IconButton } from "../../../ui/icon-button";
import { Menu, MenuItem } from "../../../ui/menu";
import { actionTitles, moreWords } from "./action-words";
import type { Refusals } from "./use-refusals";

type Props = { refusalOf: Refusals; onDo: (repair: RepairName) => void };

/** The repairs that need judgement: each can be found here, and says why when it is not possible now. */
export function MoreActions({ refusalOf, onDo }: Props) {
  return (
    <Menu
      align="end"
      trigger={<IconButton label={moreWords("more")} icon={<Ellipsis className="size-4" />} />}
    >
      {repairNames.map((repair) => {
        const refusal = refusalOf(repair);
        return (
          <MenuItem
            key={repair}
            disabled={refusal !== null}
            description={refusal}
            onClick={() => onDo(repair)}
          >
            {actionTitles(repair)}
          </MenuItem>
        );
      })}
    </Menu>
  );
}
