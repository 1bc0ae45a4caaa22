import { Ellipsis } from "lucide-react";
import { repairNames, type RepairName } from "../../../../shared/person-actions";
import { IconButton } from "../../../ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "../../../ui/menu";
import { actionTitles, moreWords } from "./action-words";
import { ExportPerson } from "./export-person";
import type { Refusals } from "./use-refusals";

type Props = { linkId: string; refusalOf: Refusals; onDo: (repair: RepairName) => void };

/** The repairs that need judgement: each can be found here, and says why when it is not possible now. */
export function MoreActions({ linkId, refusalOf, onDo }: Props) {
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
      <MenuSeparator />
      <ExportPerson linkId={linkId} />
    </Menu>
  );
}
