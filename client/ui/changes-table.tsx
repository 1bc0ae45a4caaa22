import type { FieldChange } from "../../../../shared/webhooks-api";
import { fieldTitle } from "../../../lib/field-title";
import { BreakingText } from "../../../ui/breaking-text";
import { t } from "./words";

/** Field by field what was before and what has been since. */
export function FieldChanges({ changes }: { changes: readonly FieldChange[] }) {
  return (
    <div className="overflow-x-auto rounded-control border border-line">
      <table className="w-full text-left">
        <thead className="text-sm text-fg-3">
          <tr>
            <th scope="col" className="px-3 py-1 font-normal">
              {t("field")}
            </th>
            <th scope="col" className="px-3 py-1 font-normal">
              {t("valueBefore")}
            </th>
            <th scope="col" className="px-3 py-1 font-normal">
              {t("valueAfter")}
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ field, before, after }) => (
            <tr key={field} className="border-t border-line align-baseline">
              <th scope="row" className="px-3 py-1 font-normal whitespace-nowrap text-fg-2">
                {fieldTitle(field)}
              </th>
              <td className="px-3 py-1 text-fg-2">
                <Value text={before} />
              </td>
              <td className="px-3 py-1 font-medium">
                <Value text={after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Value({ text }: { text: string | null }) {
  if (text === null || text === "") return <span className="font-normal text-fg-3">{t("empty")}</span>;
  return <BreakingText text={text} />;
}
