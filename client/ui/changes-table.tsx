import { fieldTitle } from "../lib/field-title";
import { Value, type Change } from "./changes";
import { t } from "./words";

type Props = {
  changes: readonly Change[];
  /** What to say where a value is not there any more; `null` where it is, or there was none. */
  insteadOf?: (row: number, side: "before" | "after") => string | null;
  /** What a field is called. */
  titleOf?: (field: string) => string;
  /** How a value of that field is said. */
  shownAs?: (field: string, text: string | null) => string | null;
};

/** Field by field what was before and what has been since, where there is room for it. */
export function ChangesTable({
  changes,
  insteadOf = () => null,
  titleOf = fieldTitle,
  shownAs = (_field, text) => text,
}: Props) {
  return (
    <div className="overflow-x-auto rounded-control border border-line">
      <table className="w-full text-left">
        <thead className="text-sm text-fg-3">
          <tr>
            {[t("field"), t("before"), t("after")].map((heading) => (
              <th key={heading} scope="col" className="px-3 py-1 font-normal">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.map(({ field, before, after }, row) => (
            <tr key={field} className="border-t border-line align-baseline">
              <th scope="row" className="px-3 py-1 font-normal whitespace-nowrap text-fg-2">
                {titleOf(field)}
              </th>
              <td className="px-3 py-1 text-fg-2">
                {insteadOf(row, "before") ?? <Value text={shownAs(field, before)} />}
              </td>
              <td className="px-3 py-1 font-medium">
                {insteadOf(row, "after") ?? <Value text={shownAs(field, after)} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
