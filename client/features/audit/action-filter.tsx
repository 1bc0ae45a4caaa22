import { auditActions, type AuditArea } from "../../../shared/audit-api";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { FilterButton } from "../../ui/filter-button";
import { Popover } from "../../ui/popover";
import { actionWord, areaWord } from "./action-words";
import { t } from "./words";

type Props = { chosen: readonly string[]; onChange: (chosen: string[]) => void };

const areas = Object.keys(auditActions) as AuditArea[];

/** By what happened: any number of actions, in their areas. */
export function ActionFilter({ chosen, onChange }: Props) {
  const [first, ...more] = chosen;
  const words = first === undefined ? null : actionWord(first) + (more.length > 0 ? ` +${more.length}` : "");
  return (
    <Popover label={t("action")} trigger={<FilterButton label={t("action")} chosen={words} />}>
      <div className="scroll-y max-h-[min(70vh,34rem)] w-72 overflow-y-auto md:w-2xl">
        <div className="md:columns-3">
          {areas.map((area) => (
            <Area key={area} area={area} chosen={chosen} onChange={onChange} />
          ))}
        </div>
        {chosen.length > 0 ? (
          <Button size="sm" variant="ghost" onClick={() => onChange([])}>
            {t("clear")}
          </Button>
        ) : null}
      </div>
    </Popover>
  );
}

function Area({ area, chosen, onChange }: Props & { area: AuditArea }) {
  const set = (action: string, on: boolean) =>
    onChange(on ? [...chosen, action] : chosen.filter((other) => other !== action));
  return (
    <fieldset className="mb-3 break-inside-avoid">
      <legend className="pb-1 text-sm font-medium text-fg-3">{areaWord(area)}</legend>
      {auditActions[area].map((action) => (
        <label key={action} className="flex items-center gap-2 rounded-sm px-1 py-0.5 hover:bg-hover">
          <Checkbox
            checked={chosen.includes(action)}
            onChange={(event) => set(action, event.target.checked)}
          />
          {actionWord(action)}
        </label>
      ))}
    </fieldset>
  );
}
